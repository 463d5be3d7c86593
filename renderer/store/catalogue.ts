import { Catalogue } from '@shared/capture/catalogue'

const controllers = import.meta.glob('../../resources/controller/*.json', { eager: true, import: 'default' })
const purposes = import.meta.glob('../../resources/purposes/*.json', { eager: true, import: 'default' })
const notices = import.meta.glob('../../resources/notices/*.json', { eager: true, import: 'default' })
const forms = import.meta.glob('../../resources/forms/*.json', { eager: true, import: 'default' })

let loaded: Catalogue | undefined

/** What the controller has released, as shipped with this program. */
export function loadCatalogue(): Catalogue {
  loaded ??= Catalogue.parse({
    controller: Object.values(controllers)[0],
    purposes: Object.values(purposes),
    notices: Object.values(notices),
    forms: Object.values(forms),
  })
  return loaded
}
