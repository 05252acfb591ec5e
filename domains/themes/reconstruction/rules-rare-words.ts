/** Beginnings of words for what happens to few people at a site: they tell who it is though nobody is named. Lower case, German and English. */
const rareBeginnings = [
  "zwilling|drilling|totgeburt|todesfall|gestorben|verst[oa]rb|getötet|ermordet|suizid|selbstmord|selbsttötung|vergewalt|zwangsheirat|zwangsverheirat",
  "genitalverstümm|beschneidung|häusliche gewalt|frauenhaus|messer|brandstift|hausbrand|überfall|unfall|haftstraf|gefängnis|justizvollzug",
  "abgeschoben|abschieb|kirchenasyl|staatenlos|ausgebürgert|transplant|krebs|hiv|aids|tuberkulose|gehörlos|taubstumm|blind|rollstuhl|querschnitt|amput",
  "transident|transgender|leihmutter|adopt|pflegekind|inobhutnahme|vormund|zeitung|fernsehen|presse|petition|härtefallkommission|olympi|profisport",
  "botschaft|zwangsräum|triplet|twin|stillbirth|suicide|murder|rape|forced marriage|women['’]s shelter|arson|prison|deport|stateless|cancer|tuberculosis",
  "deaf|wheelchair|newspaper|television|guardian",
].join("|");
export const rareWord = new RegExp(String.raw`(?<!\p{L})(?:${rareBeginnings})[\p{L}'’-]*`, "giu");
/** Ordinary words that begin alike. */
export const notRare = /^(messerg|blinddarm|unfall(versicher|kasse)|pressesprech)/iu;
