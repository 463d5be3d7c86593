import type { Language } from '@shared/terms/language'

/** Names as they are common where each language is spoken; the people made of them are invented. */
export type Names = {
  readonly country: string
  readonly given: readonly string[]
  readonly family: readonly string[]
  readonly streets: readonly string[]
  /** Postal code and town. */
  readonly towns: readonly string[]
  readonly line: (street: string, house: number, town: string) => string
}

export const names: Record<Language, Names> = {
  de: {
    country: 'DE',
    given: words(`Anna Lena Katharina Sabine Petra Monika Ursula Heike Jürgen Günther Stefan Thomas Michael Andreas
      Jörg Klaus Björn Lukas Jonas Emil Käthe Ulrike Renate Brigitte Matthias Wolfgang Dieter Horst Sören Mareike
      Friederike Johannes Maximilian Sophie Elisabeth Margarete Änne Rüdiger Götz Hannelore`),
    family: words(`Keller Meyer Müller Schröder Weiß Köhler Bäcker Vogel Hoffmann Fischer Weber Schulz Krüger Böhm
      Jäger Groß Franke Brandt Lorenz Kaiser Hübner Winkler Seidel Thiele Öztürk Nowak Schäfer Lindner Peters Pohl
      Grünewald Steinbach Ahrens Petersen Behrendt Freitag Sauer Kurz Bergmann`),
    streets: words('Lindenweg Gartenstraße Mühlgasse Bahnhofstraße Am_Anger Schillerstraße Waldweg Kirchplatz Uferweg'),
    towns: words('70173_Stuttgart 72070_Tübingen 89073_Ulm 79098_Freiburg 10115_Berlin 50667_Köln 80331_München'),
    line: (street, house, town) => `${street} ${house}, ${town}`,
  },
  fr: {
    country: 'FR',
    given: words(`Hélène Amélie Chloé Inès Zoé Élodie Céline Agnès Geneviève Françoise Noémie Margaux Camille Juliette
      Manon Léa Benoît Jérôme François Théo Noël Rémi Étienne Cédric Loïc Gaël Mathieu Antoine Guillaume Olivier
      Jean-Pierre Marie-Claude Anne-Sophie Jean-Luc Pierre Claude Dominique Sylvie Nathalie Véronique`),
    family: words(`Lefèvre Dubois Moreau Girard Fournier Mercier Boyer Gauthier Garnier Chevalier Bérard Lacroix Roussel
      Renard Picard Barbier Arnaud Guérin Muller Étienne Perrin Morel Blanchard Colin Vidal Caron Meunier Lemaître
      Delaunay Besson Charpentier Marchand Dupré Deschamps Benoît Hervé Joly Aubert`),
    streets: words('rue_des_Lilas avenue_de_la_Gare rue_du_Moulin impasse_des_Roses rue_Pasteur quai_des_Brumes'),
    towns: words('67000_Strasbourg 68100_Mulhouse 69003_Lyon 54000_Nancy 75011_Paris 57000_Metz 21000_Dijon'),
    line: (street, house, town) => `${house} ${street}, ${town}`,
  },
  en: {
    country: 'GB',
    given: words(`Alice Emma Olivia Grace Charlotte Florence Eleanor Margaret Susan Catherine William James Oliver Henry
      George Arthur Thomas Robert Edward Katherine Elizabeth Rebecca Hannah Matthew Daniel Samuel Joseph Siobhán`),
    family: words(`Smith Taylor Wilson Davies Evans Walker Wright Thompson Robinson Clarke Hughes Edwards Green Baker
      Cooper Ward Turner Parker Collins Murphy Kelly O’Brien Stewart Fraser Macdonald Bennett Shaw Mason`),
    streets: words('Church_Lane Station_Road Mill_Street Orchard_Close The_Green Victoria_Terrace'),
    towns: words('Leeds_LS1_4AP Bristol_BS1_5TR Norwich_NR2_1TF York_YO1_7HH Bath_BA1_1SU'),
    line: (street, house, town) => `${house} ${street}, ${town}`,
  },
}

/** Words in a row; an underscore stands for a space. */
function words(text: string): readonly string[] {
  return text.split(/\s+/).map((word) => word.replaceAll('_', ' '))
}

/**
 * Numbers nobody has: set aside for film and novels by Bundesnetzagentur (148/2021), Arcep (2018-0881) and Ofcom. Each
 * is a beginning and how many digits follow.
 */
export const fictionNumbers: Record<Language, { readonly mobile: Range; readonly home: Range }> = {
  de: { mobile: ['+491713920', 3, 100], home: ['+493023125', 3, 1000] },
  fr: { mobile: ['+3363998', 4, 10_000], home: ['+3319900', 4, 10_000] },
  en: { mobile: ['+447700900', 3, 1000], home: ['+442079460', 3, 1000] },
}
/** What it begins with, how many digits follow, how many numbers there are. */
export type Range = readonly [string, number, number]
