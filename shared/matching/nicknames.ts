import { matchForm } from './normalise'

/** Short forms our operators meet, one family of a name a line. Curated; small on purpose: a wrong one misleads. */
const FAMILIES = `
alexander alexandre alex sascha sandro xander alec
alexandra alex sandra sascha alexa
andreas andre andy andi andrew drew
anna anne annie anni anja annette anita nina
anneliese annelie liesel
antoine toni tony anton antonio antony anthony
barbara babs barbel babette
benedikt bene benoit
benjamin ben benny benji benno
bernard bernhard bernd bernie
brigitte gitte gitta birgit
catherine katherine katharina kathrin katrin cathy kate katie kathy kathi kati kaethe
charles charlie charly karl carl karlheinz chuck
charlotte lotte lotti charlie
christian chris christophe christoph
christine christina christiane chris tina kristin christel
christopher christoph christophe chris stoffel
claude claudine
daniel dan danny dani
daniele daniela dany dani
david dave davy
dominique dom domi dominik
dorothea doris dora dorothee thea
edouard eduard edward ed eddy eddie ted ned
elisabeth elizabeth elise elsa lisa liz lizzie beth betty lisbeth sissi babette bettina else ilse lise
emmanuel manuel manu immanuel
emmanuelle manuela manu emma
eric erik erich
eva eve evi
florence flo
florian flo
franciscus francois franz franzi frank francis
franziska francoise franzi franca fanny sissi
frederic friedrich fred fritz freddy frederick rick
gabriel gabi gaby
gabriele gabrielle gabi gaby
georges georg george schorsch jorg
gerard gerhard gerd gert
guenther gunther gunter gunni gun
guillaume wilhelm william will willi willy bill billy wim
hans johann johannes hannes jean john johnny jan jack jens
heinrich heinz henri henry hendrik harry hal heini
helene helena helen lena leni ellen nelly
hubert bert hugo
isabelle isabella isabell isa bella
jacques jakob jacob james jim jimmy jack jamie
jacqueline jackie jacky
janine jeannine nina
jean-pierre jp jeanpierre
jean-baptiste jb jeanbaptiste
jean-claude jc jeanclaude
jean-francois jf jeanfrancois
jennifer jenny jen
jerome jero
jessica jessie jess
joachim jochen achim jo
josef joseph sepp jupp joe beppo jo joey
josephine josie fine josefine
julia julie juliane jule julchen
julien julian jules julius
karin karina
klaus nikolaus nicolas nicholas nico niko nick claus nicki
laurent lorenz lawrence larry
leonard leonhard leo leon lenny
lieselotte liselotte lilo lotte
louis ludwig lutz lewis lou luis louie
louise luise lou
lukas lucas luc luke
madeleine magdalena leni lena maddy
margarete marguerite margaret margret grete gretel greta maggie meg peggy rita margot margit gitta
maria marie mary marion mia mitzi molly maja
martin martine
matthias mathieu matthieu matthew matze matt mattis mathis
maximilian max maxime maximilien
michael michel mike micha michi mick mickey
michaela michelle micha michi
nathalie natalie natascha nat
olivier oliver oli olli ollie
patrick pat paddy patrice
patricia pat trish patty
paul paulchen
pauline paula
peter pierre pete piet pit pedro
philippe philipp philip phil
raphael raffael rafael raffi
rebecca becky bekki
reinhard reiner rainer
richard rick ricky dick rich richie
robert rob bob bobby robbie bert
roland rolli
rosemarie rosmarie rosi romy rose
rudolf rodolphe rudi rolf rudy
samuel sam sammy sami
sebastian sebastien basti bastian seb bastien
sophie sofie sophia sofia
stefan stephan stephane stephen steven steve etienne steff steffen
stefanie stephanie steffi steffy fanny
susanne suzanne susan susi suzi sue susie sanne
theodor theodore theo ted teddy
theresa therese theresia resi terry tess tessa teresa
thibault thibaud thibaut
thomas tom tommy tomas
timothee timotheus timothy tim timo
ulrich uli ulli ulrike
valentin valentine
veronique veronika vero vroni
victor viktor vic
victoria viktoria vicky vicki
vincent vince vinzenz
walter walther
wolfgang wolf wolfi
yannick yann yannik
yves yvon ivo
yvonne evi
`

const familiesByName = new Map<string, number[]>()
FAMILIES.trim()
  .split('\n')
  .forEach((line, family) => {
    for (const name of line.split(' ')) {
      const key = matchForm(name).replace(/-/g, '')
      familiesByName.set(key, [...(familiesByName.get(key) ?? []), family])
    }
  })

const namesByFamily = new Map<number, string[]>()
for (const [name, families] of familiesByName)
  for (const family of families) namesByFamily.set(family, [...(namesByFamily.get(family) ?? []), name])

/** Two given names, in match form, that one person may go by. */
export function areShortForms(a: string, b: string): boolean {
  const theirs = familiesByName.get(b)
  return a !== b && theirs !== undefined && (familiesByName.get(a) ?? []).some((family) => theirs.includes(family))
}

/** Every other name a bearer of this one may go by. */
export const shortForms = (name: string): string[] =>
  (familiesByName.get(name) ?? [])
    .flatMap((family) => namesByFamily.get(family) ?? [])
    .filter((other) => other !== name)
