import { useTranslation } from 'react-i18next'
import type { PageReading } from '@shared/capture/reading'
import type { Row } from './flyer'
import { FlyerBoxes, FlyerField, FlyerSignature } from './flyer-rows'
import type { FlyerDesk } from './use-flyer'

type OneRowProps = {
  readonly flyer: FlyerDesk
  /** With its map into the picture as shown. */
  readonly reading: PageReading
  readonly row: Row
  readonly picture: ImageBitmap | null
  readonly isActive: boolean
  readonly onFocus: () => void
  readonly addressed: ReadonlySet<string>
}

/** A row of the sheet, whichever kind it is. */
export function OneRow({ flyer, row, addressed, ...rest }: OneRowProps) {
  const { t } = useTranslation(['paper', 'problems'])
  const key = flyer.problems.get(row.name)
  const onTyped = (name: string, value: string) => {
    flyer.complain(row.name, null)
    flyer.type(name, value)
  }
  const common = { ...rest, problem: key && t(`problems:${key}`), onTyped }
  switch (row.kind) {
    case 'field':
      return <FlyerField {...common} row={row} calibration={flyer.calibration} print={flyer.draft.print} />
    case 'boxes':
      return <FlyerBoxes {...common} row={row} addressed={addressed} />
    case 'signature':
      return <FlyerSignature {...common} row={row} />
  }
}
