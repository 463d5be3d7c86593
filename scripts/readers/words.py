"""Writes resources/readers/words.LANGUAGE.json: what people write in name, place and street fields, most usual first.

    words.py REFERENCE_FOLDER OUT_FOLDER

Names: INSEE by way of names-fr (MIT; Licence Ouverte 2.0), Wiktionary by way of names-de-en (MIT; CC BY-SA), US Census and
NYC Open Data (public domain). Places and street words are written down here by hand.
"""
import collections
import csv
import json
import sys
import unicodedata

CITIES = {
    'fr': """Paris Marseille Lyon Toulouse Nice Nantes Montpellier Strasbourg Bordeaux Lille Rennes Reims Toulon Saint-Étienne Le-Havre
Grenoble Dijon Angers Villeurbanne Nîmes Aix-en-Provence Brest Limoges Tours Amiens Perpignan Metz Besançon Orléans Rouen Mulhouse Caen
Nancy Argenteuil Montreuil Saint-Denis Roubaix Tourcoing Avignon Poitiers Versailles Pau Créteil Nanterre Courbevoie Vitry-sur-Seine
Colombes Aulnay-sous-Bois La-Rochelle Champigny-sur-Marne Rueil-Malmaison Antibes Saint-Maur-des-Fossés Calais Béziers Cannes Colmar
Saint-Nazaire Drancy Mérignac Ajaccio Bourges Issy-les-Moulineaux Levallois-Perret Quimper Valence Noisy-le-Grand Villeneuve-d'Ascq
Troyes Antony Neuilly-sur-Seine Sarcelles Cergy Vénissieux Clichy Ivry-sur-Seine Chambéry Lorient Niort Montauban Pessac Hyères Évry
Cholet Beauvais Vannes Fréjus Saint-Quentin Laval Arles Annecy Belfort Évreux Chartres Blois Brive-la-Gaillarde Charleville-Mézières
Châteauroux Tarbes Albi Bayonne Boulogne-sur-Mer Saint-Brieuc Angoulême Castres Arras Thionville Compiègne Alès Bourg-en-Bresse Épinal
Gap Nevers Auxerre Agen Périgueux Mâcon Vichy Roanne Montluçon Dunkerque Douai Lens Cambrai Maubeuge Soissons Laon Sedan Verdun
Saint-Malo Fougères Vitré Saumur La-Roche-sur-Yon Rochefort Saintes Cognac Royan Libourne Dax Mont-de-Marsan Lourdes Rodez Millau
Cahors Figeac Aurillac Le-Puy-en-Velay Privas Aubenas Montélimar Romans-sur-Isère Vienne Voiron Annemasse Thonon-les-Bains Évian
Cluses Albertville Digne Manosque Sisteron Briançon Draguignan Grasse Menton Bastia Corte Sète Narbonne Carcassonne Foix Pamiers Auch
Genève Lausanne Bruxelles Liège Namur Luxembourg Fribourg Neuchâtel Sion Dole Vesoul Lons-le-Saunier Chaumont Bar-le-Duc Sarreguemines
Haguenau Sélestat Saverne Guéret Tulle Issoire Thiers Riom Moulins Dieppe Fécamp Lisieux Cherbourg Saint-Lô Granville Avranches Alençon
Argentan Flers Le-Mans Vendôme Romorantin Dreux Pithiviers Montargis Sens Melun Fontainebleau Meaux Pontoise Mantes Rambouillet""",
    'de': """Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden Hannover Nürnberg Duisburg Bochum
Wuppertal Bielefeld Bonn Münster Mannheim Karlsruhe Augsburg Wiesbaden Gelsenkirchen Mönchengladbach Braunschweig Aachen Kiel Chemnitz
Magdeburg Freiburg Krefeld Halle Mainz Lübeck Erfurt Oberhausen Rostock Kassel Hagen Saarbrücken Potsdam Hamm Ludwigshafen Oldenburg
Mülheim Leverkusen Darmstadt Osnabrück Solingen Herne Paderborn Heidelberg Neuss Regensburg Ingolstadt Offenbach Würzburg Fürth Ulm
Heilbronn Pforzheim Wolfsburg Göttingen Bottrop Reutlingen Erlangen Bremerhaven Koblenz Remscheid Recklinghausen Jena Trier Salzgitter
Moers Siegen Gütersloh Hildesheim Hanau Kaiserslautern Cottbus Schwerin Witten Esslingen Ludwigsburg Gera Iserlohn Düren Tübingen Flensburg
Zwickau Gießen Lünen Villingen-Schwenningen Konstanz Ratingen Worms Marl Minden Velbert Norderstedt Bamberg Dessau Neumünster Bayreuth
Landshut Aschaffenburg Aalen Wilhelmshaven Stralsund Greifswald Görlitz Bautzen Plauen Weimar Gotha Eisenach Nordhausen Suhl Wismar
Lüneburg Celle Hameln Goslar Emden Aurich Leer Cuxhaven Stade Husum Schleswig Itzehoe Pinneberg Ahrensburg Bad-Homburg Fulda Marburg
Wetzlar Limburg Rüsselsheim Bensheim Speyer Landau Neustadt Zweibrücken Homburg Neunkirchen Völklingen Saarlouis Offenburg Lahr Baden-Baden
Rastatt Bruchsal Sinsheim Mosbach Ravensburg Friedrichshafen Lindau Kempten Memmingen Kaufbeuren Füssen Rosenheim Traunstein Passau Straubing
Deggendorf Weiden Amberg Hof Coburg Schweinfurt Ansbach Rothenburg Dinkelsbühl Wien Graz Linz Salzburg Innsbruck Klagenfurt Villach Wels
Bregenz Dornbirn Zürich Basel Bern Luzern Winterthur St.-Gallen Chur Schaffhausen Thun Zug Bozen Meran""",
    'en': """London Birmingham Manchester Liverpool Leeds Sheffield Bristol Newcastle Nottingham Leicester Coventry Bradford Hull Plymouth Stoke
Wolverhampton Derby Southampton Portsmouth Brighton Reading Northampton Luton Bolton Bournemouth Norwich Swindon Milton-Keynes Ipswich York
Oxford Cambridge Exeter Gloucester Cheltenham Bath Winchester Salisbury Canterbury Chester Durham Lincoln Lancaster Carlisle Worcester
Hereford Peterborough Preston Blackpool Blackburn Burnley Rochdale Oldham Stockport Warrington Wigan Huddersfield Halifax Wakefield Doncaster
Rotherham Barnsley Harrogate Scarborough Middlesbrough Darlington Sunderland Gateshead Colchester Chelmsford Southend Basildon Harlow Watford
St-Albans Stevenage Slough Maidenhead Windsor Guildford Woking Crawley Hastings Eastbourne Maidstone Dover Folkestone Ashford Truro Penzance
Torquay Taunton Yeovil Dorchester Poole Weymouth Shrewsbury Telford Stafford Tamworth Rugby Warwick Stratford Kettering Bedford Edinburgh
Glasgow Aberdeen Dundee Inverness Perth Stirling Cardiff Swansea Newport Wrexham Bangor Belfast Derry Lisburn Dublin Cork Galway Limerick
Waterford New-York Los-Angeles Chicago Houston Phoenix Philadelphia San-Antonio San-Diego Dallas Austin Boston Seattle Denver Portland Atlanta""",
}
STREETS = {
    'fr': """rue avenue boulevard impasse chemin place allée route quai cours passage square sentier ruelle faubourg résidence lotissement de du
des la le les l d et aux au sur bis ter Église Moulin Prés Gare École Mairie République Liberté Victor Hugo Général Gaulle Jean Jaurès
Pasteur Gambetta Paix Fontaine Château Verdun Roses Lilas Tilleuls Acacias Champs Vignes Bois Forêt Lac Mer Port Pont Marché Halles Saint
Sainte Marie Martin Pierre Paul Jacques Michel Nicolas Jeanne Arc Foch Leclerc Clemenceau Zola Voltaire Rousseau Curie Commerce Fleurs Jardins
Platanes Chênes Érables Ormes Peupliers Cerisiers Rossignols Alouettes Pommiers Noyers Rivière Source Grand Grande Petit Petite Vieux Vieille
Neuf Neuve Haut Haute Bas Basse Nord Sud Est Ouest""",
    'de': """Straße Str Weg Allee Platz Gasse Ring Damm Ufer Steig Pfad Hof Markt am an der den dem auf im in zum zur von und Alte Alter Neue
Neuer Große Kleine Grüner Lange Hohe Obere Untere Hauptstraße Bahnhofstraße Dorfstraße Schulstraße Gartenstraße Bergstraße Birkenweg
Lindenstraße Kirchstraße Kirchweg Waldstraße Ringstraße Schillerstraße Goethestraße Amselweg Jahnstraße Buchenweg Wiesenstraße Wiesenweg
Eichenweg Ahornweg Feldstraße Rosenstraße Rosenweg Erlenweg Tannenweg Blumenstraße Mühlenweg Mühlstraße Friedhofstraße Beethovenstraße
Mozartstraße Lindenweg Talstraße Finkenweg Fliederweg Meisenweg Marktplatz Marktstraße Poststraße Friedrichstraße Parkstraße Industriestraße
Bismarckstraße Sonnenstraße Mittelstraße Burgstraße Schloßstraße Gartenweg Feldweg Waldweg Bachstraße Brunnenstraße Kastanienweg
Lerchenweg Drosselweg Kiefernweg Nelkenweg Tulpenweg Heideweg Hafenstraße Rathausplatz Steinweg""",
    'en': """Street St Road Rd Lane Avenue Ave Park Close Drive Way Place Terrace Crescent Court Gardens Grove Square Hill Green Mews Row Walk
Mill Orchard Victoria Church High Station Main School Queen King Queens Kings Albert George Manor Windsor Springfield York Chester Grange
Alexandra New North South East West Upper Lower The Crescent Flat Apt House Cottage Farm Bridge River Wood Field Oak Elm Ash Chestnut Maple
Cedar Rose Lime Meadow Hillside Highfield Castle Abbey Priory Market Bath London Oxford Cambridge Nelson Wellington Stanley Clarence""",
}
# INSEE writes names without accents; these are borne by many and written with them.
ACCENTED = """Adélaïde Adèle Agnès Aimé Aimée Amélie Anaïs André Andrée Angèle Aurélie Aurélien Béatrice Bénédicte Benoît Bérénice Cécile Cédric
Célestine Célia Céline Charlène Chloé Clémence Clément Cléa Daphné Déborah Désiré Désirée Édith Édouard Élodie Éléonore Éliane Élise Élisabeth
Élie Émeline Émile Émilie Émilien Éric Érica Estéban Esthère Étienne Ève Eugène Eugénie Félicie Félix Frédéric Frédérique Gaël Gaëlle Gaétan
Geneviève Gérald Gérard Gisèle Grégoire Grégory Hélène Héloïse Hervé Inès Irène Jérémie Jérémy Jérôme Joël Joëlle Joséphine José Kévin Laëtitia
Léa Léna Léo Léon Léonie Léopold Loïc Maël Maëlle Maélys Médéric Mélanie Mélissa Michaël Michèle Mickaël Nathanaël Noé Noël Noémie Océane
Ophélie Pénélope Raphaël Raphaëlle Régine Régis Rémi Rémy René Renée Sébastien Séverine Solène Stéphane Stéphanie Thaïs Théo Théodore Thérèse
Thibault Timéo Valérie Véronique Zoé Zoë Barthélemy Bénard Béranger Béraud Boulé Brémond Chrétien Clément Gaudé Gérôme Guégan Hébert Hérault Jérémie
Lefèvre Léger Lemaître Léonard Lévêque Lévy Médard Ménard Mérand Noël Pélissier Péron Prévost Régnier Rivière Sénéchal Séguin Thévenot
Trémoulet Vallée Véron"""


def rows(folder, path):
    with open(f'{folder}/{path}', encoding='utf8') as f:
        return [row for row in csv.reader(f) if not any(cell.endswith('count') for cell in row)]


def small(text):
    return '-'.join(' '.join(w[:1].upper() + w[1:].lower() for w in p.split(' ')) for p in text.split('-'))


def counted(pairs, most):
    total = collections.Counter()
    for word, count in pairs:
        if len(word) > 1 and all(c.isalpha() or c in " -'" for c in word):
            total[word] += count
    return '\n'.join(word for word, _ in total.most_common(most))


def main():
    folder, out = sys.argv[1], sys.argv[2]
    number = lambda text: int(float(text or 0))
    names = {
        'fr': ([(small(r[0]), number(r[1])) for r in rows(folder, 'names-fr/prenoms_sorted_by_count.csv') if not r[0].startswith('_')],
               [(small(r[0]), number(r[1])) for r in rows(folder, 'names-fr/noms_sorted_by_count.csv') if r[0] != 'AUTRES NOMS']),
        'de': ([(r[0], number(r[1])) for r in rows(folder, 'names-de-en/de_DE_given-name-gender.csv')],
               [(r[0], number(r[1])) for r in rows(folder, 'names-de-en/de_DE_last-name.csv')]),
        'en': ([(r[0], number(r[3])) for r in rows(folder, 'names-de-en/en_US_given-name-gender-ethnicity.csv')],
               [(r[0], number(r[1])) for r in rows(folder, 'names-de-en/en_US_last-name.csv')]),
    }
    plain = lambda text: '\n'.join(w.replace('-', ' ') if w[:3] in ('Le-', 'La-', 'St.') or w.startswith(('Bad-', 'New-', 'Los-', 'San-', 'Milton', 'St-')) else w for w in text.split())
    about = {
        'given': 'given names by how many bear them', 'family': 'family names by how many bear them',
        'city': 'larger towns, written down by hand', 'street': 'words of streets, written down by hand',
    }
    source = {'fr': 'INSEE, Licence Ouverte 2.0, by way of names-fr (MIT)', 'de': 'Wiktionary, CC BY-SA, by way of the lists of University Medical Center Leipzig (MIT)',
              'en': 'US Census and NYC Open Data, by way of the lists of University Medical Center Leipzig (MIT)'}
    for language, (given, family) in names.items():
        if language == 'fr':
            plainly = lambda t: ''.join(c for c in unicodedata.normalize('NFD', t) if not unicodedata.combining(c))
            accents = {plainly(w): w for w in ACCENTED.split()}
            given, family = ([(accents.get(w, w), n) for w, n in names] for names in (given, family))
        lists = {'given': counted(given, 2500), 'family': counted(family, 5000), 'city': plain(CITIES[language]), 'street': plain(STREETS[language])}
        file = {kind: {'about': about[kind] + (f' ({source[language]})' if kind in ('given', 'family') else ''), 'words': words} for kind, words in lists.items()}
        with open(f'{out}/words.{language}.json', 'w', encoding='utf8') as f:
            json.dump(file, f, ensure_ascii=False, indent=1)
            f.write('\n')


if __name__ == '__main__':
    main()
