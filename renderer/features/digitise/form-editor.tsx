/** A form from elsewhere, set up once. */
export function FormEditor() {
  return null
}
