import { lazy } from 'react'

/** Each screen is loaded when its place is first visited; what it shares with others is loaded once. */
export const screens = {
  home: lazy(async () => ({ default: (await import('./features/home/home-screen')).HomeScreen })),
  capture: lazy(async () => ({ default: (await import('./features/capture/capture-screen')).CaptureScreen })),
  people: lazy(async () => ({ default: (await import('./features/people/people-screen')).PeopleScreen })),
  person: lazy(async () => ({ default: (await import('./features/people/person-screen')).PersonScreen })),
  story: lazy(async () => ({ default: (await import('./features/people/story-screen')).StoryScreen })),
  answer: lazy(async () => ({ default: (await import('./features/people/answer-screen')).AnswerScreen })),
  stop: lazy(async () => ({ default: (await import('./features/rights/stop-screen')).StopScreen })),
  digitise: lazy(async () => ({ default: (await import('./features/digitise/digitise-screen')).DigitiseScreen })),
  duplicates: lazy(async () => ({
    default: (await import('./features/duplicates/duplicates-screen')).DuplicatesScreen,
  })),
  objection: lazy(async () => ({ default: (await import('./features/objection/objection-screen')).ObjectionScreen })),
  proof: lazy(async () => ({ default: (await import('./features/proof/proof-screen')).ProofScreen })),
  texts: lazy(async () => ({ default: (await import('./features/texts/texts-screen')).TextsScreen })),
  sync: lazy(async () => ({ default: (await import('./features/sync/sync-screen')).SyncScreen })),
  settings: lazy(async () => ({ default: (await import('./features/settings/settings-screen')).SettingsScreen })),
}
