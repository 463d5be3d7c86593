const paths = {
  pen: 'M4 20l1-4L16 5l3 3L8 19l-4 1zM14 7l3 3',
  person: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4.4 3.6-7 8-7s8 2.6 8 7',
  paper: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  twins:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.8 2.9-6 6.5-6s6.5 2.2 6.5 6M16 4.300a3.5 3.5 0 0 1 0 6.400M18 14.500c2.1.8 3.5 2.7 3.5 5.5',
  sync: 'M4 12a8 8 0 0 1 14-5.300L20 9M20 4v5h-5M20 12a8 8 0 0 1-14 5.300L4 15M4 20v-5h5',
  gear: 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2',
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  check: 'M4 12.500l5 5L20 6.5',
  cross: 'M6 6l12 12M18 6L6 18',
  stop: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM6 6l12 12',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2',
  question: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.500a2.5 2.5 0 1 1 3.5 2.300c-.7.3-1 .8-1 1.700M12 16.700v.1',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
  phone:
    'M6 3h4l1.5 5-2.5 1.500a12 12 0 0 0 5.5 5.500L16 12.500l5 1.500v4a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
  message: 'M4 4h16v12H9l-5 4z',
  post: 'M4 20V9a4 4 0 0 1 8 0v11M8 5h8a4 4 0 0 1 4 4v7h-8M4 16h8M15 10h3',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
  warn: 'M12 3l10 18H2zM12 10v5M12 18v.1',
  proof: 'M12 2l8 3v6c0 5-3.4 9-8 11-4.6-2-8-6-8-11V5zM8.5 12l2.5 2.5 4.5-5',
  contrast: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 3v18M12 7l6 10M12 12l4 7',
  speaker: 'M4 9v6h4l5 5V4L8 9zM16.5 8.500a5 5 0 0 1 0 7M19 6a9 9 0 0 1 0 12',
  tablet: 'M6 2.5h12v19H6zM10.5 18.5h3',
} as const

export type IconName = keyof typeof paths

/** An outline of 20 pixels. It never stands alone: a word says the same beside it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
