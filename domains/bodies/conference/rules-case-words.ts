/** How a sentence sounds that speaks of one person: German and English, as people write on cards. Between letters of any kind, so that no word is cut in two. */
const from = String.raw`(?<![\p{L}\p{N}])`;
const to = String.raw`(?![\p{L}\p{N}])`;
const person = String.raw`(?:frau|mann|mutter|vater|familie|person|tochter|sohn|klient(?:in)?|mandant(?:in)?|ratsuchende[rn]?|schüler(?:in)?|ehefrau|ehemann|junge|mädchen|geflüchtete[rn]?)`;
const singularVerb = String.raw`(?:aus|hat|hatte|ist|war|wurde|wird|wohnt|lebt|braucht|wartet|bekommt|bekam|möchte|will|kann|darf|soll|sagt|arbeitet)`;

export const ofOnePerson: readonly RegExp[] = [
  // "meine Klientin", "mein Fall"
  new RegExp(String.raw`${from}mein(?:e[rmn]?|es)?\s+(?:\p{L}+\s+)?(?:${person}|fall)${to}`, "giu"),
  // "diese Frau", "dieser Fall", "im konkreten Fall"
  new RegExp(String.raw`${from}diese[rmns]?\s+(?:\p{L}+\s+)?(?:${person}|fall)${to}`, "giu"),
  new RegExp(String.raw`${from}(?:im\s+)?(?:konkrete[rn]?|aktuelle[rn]?)\s+(?:einzel)?fall${to}`, "giu"),
  // "eine Frau aus Syrien", "der junge Mann wartet"
  new RegExp(String.raw`${from}(?:die|der|eine?|einer|einem|einen|dem|den)\s+(?:\p{L}+\s+)?${person}\s+${singularVerb}${to}`, "giu"),
  // "34-jährige", "17 Jahre alt"
  new RegExp(String.raw`${from}\d{1,3}[\s-]?(?:jährige[rmn]?|jahre\s+alt)${to}`, "giu"),
  new RegExp(String.raw`${from}my\s+(?:\p{L}+\s+)?(?:client|case|family)${to}`, "giu"),
  new RegExp(String.raw`${from}this\s+(?:\p{L}+\s+)?(?:woman|man|mother|father|family|client|girl|boy|case)${to}`, "giu"),
  new RegExp(
    String.raw`${from}(?:the|a)\s+(?:\p{L}+\s+)?(?:woman|man|mother|father|family|client|girl|boy)\s+(?:from|has|had|is|was|lives|needs|waits|wants|gets)${to}`,
    "giu",
  ),
  new RegExp(String.raw`${from}\d{1,3}[\s-]years?[\s-]old${to}`, "giu"),
];

const matter = String.raw`(?:fall|antrag|aufenthalt|bescheid|widerspruch|kursplatz|kitaplatz|wohnung|akte|termin)`;
const one = String.raw`(?:den|diese[nrs]?|ihre[nrm]?|seine[nrm]?|meine[nrm]?)`;

/** How it sounds when a conference is asked to decide on one case. */
export const askingForADecision: readonly RegExp[] = [
  new RegExp(
    String.raw`${from}(?:wer|bitte|können\s+wir|kann\s+jemand|wir\s+sollten|soll)${to}[^.!?]{0,60}?${from}${one}\s+${matter}${to}`,
    "giu",
  ),
  new RegExp(
    String.raw`${from}wer\s+(?:übernimmt|nimmt|betreut|begleitet)\s+(?:sie|ihn|den\s+fall|die\s+(?:frau|familie|mutter)|den\s+(?:mann|vater|jungen))${to}`,
    "giu",
  ),
  new RegExp(
    String.raw`${from}für\s+(?:sie|ihn|diese[rsn]?\s+${person}|meine[nrm]?\s+${person})\s+(?:entscheiden|bewilligen|genehmigen|beschließen)${to}`,
    "giu",
  ),
  new RegExp(
    String.raw`${from}(?:please|can\s+(?:we|you|someone)|should\s+we|who)${to}[^.!?]{0,60}?${from}(?:this|her|his|my)\s+(?:case|application|appeal|permit|flat|course\s+place|appointment)${to}`,
    "giu",
  ),
];
