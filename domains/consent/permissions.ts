import { permissionTable } from "../../platform/testing/permissions.ts";
import { type ActorName, everyone } from "../network/permissions.ts";

const hidden = everyone(404);
const register = {
  ...everyone(403),
  holder: 200,
  colleague: 200,
  otherCaseManager: 200,
  foreignCaseManager: 200,
  teamLead: 200,
  dataProtectionOfficer: 200,
} as const;

export const permissions = permissionTable<ActorName>()({
  domain: "consent",
  abilities: {
    listShares: {
      de: "Sehen, was von einer Person freigegeben ist (die Empfängerin sieht nur, was ihre Stelle bekommen hat)",
      cells: { ...hidden, holder: 200, partnerWithShare: 200 },
    },
    listSharesToMyUnit: { de: "Sehen, was der eigenen Stelle freigegeben ist", cells: everyone(200) },
    askShare: { de: "Eine Freigabe anfragen", cells: { ...hidden, holder: 200, partnerWithShare: 403 } },
    giveShare: { de: "Eine angefragte Freigabe mit der Einwilligung eintragen", cells: { ...hidden, holder: 200 } },
    declineShare: { de: "Eintragen, dass die Person nicht freigeben will", cells: { ...hidden, holder: 200 } },
    withdrawShare: { de: "Eine Freigabe sofort beenden", cells: { ...hidden, holder: 200, partnerWithShare: 403 } },
    previewErasure: {
      de: "Sehen, was mit einer Person gelöscht würde und was als Zahl bliebe",
      cells: { ...hidden, holder: 200, partnerWithShare: 403 },
    },
    askErasure: { de: "Die Löschung einer Person beantragen", cells: { ...hidden, holder: 200, partnerWithShare: 403 } },
    lookAtErasure: {
      de: "Einen Antrag auf Löschung ansehen (ohne Namen; die eigene Stelle und der Datenschutz)",
      cells: { ...hidden, holder: 200, colleague: 200, teamLead: 200, dataProtectionOfficer: 200 },
    },
    withdrawErasure: {
      de: "Den Antrag auf Löschung einer eigenen Person zurückziehen",
      cells: { ...hidden, holder: 200, colleague: 403, teamLead: 403, dataProtectionOfficer: 403 },
    },
    confirmErasure: {
      de: "Eine Person löschen, deren Löschung eine andere Person der eigenen Stelle beantragt hat",
      cells: { ...hidden, holder: 403, colleague: 200, teamLead: 200, dataProtectionOfficer: 403 },
    },
    refuseErasure: {
      de: "Einen Antrag auf Löschung ablehnen, den eine andere Person der eigenen Stelle gestellt hat",
      cells: { ...hidden, holder: 403, colleague: 200, teamLead: 200, dataProtectionOfficer: 403 },
    },
    getRetention: {
      de: "Sehen, welche Fristen der Datenschutz empfiehlt und welche die Stelle festgelegt hat",
      cells: { ...register, siteAdmin: 200 },
    },
    adviseRetention: { de: "Eine Frist empfehlen, nach der gelöscht wird", cells: { ...everyone(403), dataProtectionOfficer: 200 } },
    setRetention: {
      de: "Nach der Empfehlung festlegen, wie lange die eigene Stelle Daten aufbewahrt (die Verwaltung des Standorts: für jede Stelle)",
      cells: { ...everyone(403), teamLead: 200, siteAdmin: 200 },
    },
    listDue: { de: "Sehen, wessen Frist abgelaufen ist (Namen sieht nur, wer den Fall führt)", cells: register },
    lookAtDue: {
      de: "Sehen, wie viel mit einer fälligen Löschung ginge (ohne Namen)",
      cells: { ...hidden, holder: 200, colleague: 200, teamLead: 200, dataProtectionOfficer: 200 },
    },
    askDueErasure: {
      de: "Eine fällige Löschung beantragen",
      cells: { ...hidden, holder: 200, colleague: 403, teamLead: 200, dataProtectionOfficer: 403 },
    },
    keepLonger: {
      de: "Eine Person mit Grund länger behalten, obwohl ihre Frist abgelaufen ist",
      cells: { ...hidden, holder: 200, colleague: 403, teamLead: 403, dataProtectionOfficer: 403 },
    },
    listDataRequests: {
      de: "Anfragen zu den eigenen Daten mit ihren Fristen sehen (Namen sieht nur, wer den Fall führt)",
      cells: register,
    },
    makeRequestsSpreadsheet: {
      de: "Die Anfragen zu den eigenen Daten als Tabelle mitnehmen (Namen sieht nur, wer den Fall führt)",
      cells: register,
    },
    listRequestsOf: {
      de: "Sehen, was eine Person zu ihren Daten gefragt hat",
      cells: { ...hidden, holder: 200, partnerWithShare: 403 },
    },
    recordRequest: {
      de: "Eintragen, dass eine Person nach ihren Daten fragt",
      cells: { ...hidden, holder: 200, partnerWithShare: 403 },
    },
    extendRequest: {
      de: "Die Frist einer Anfrage einmal verlängern",
      cells: { ...hidden, holder: 200, colleague: 403, teamLead: 403, dataProtectionOfficer: 403 },
    },
    answerRequest: {
      de: "Eintragen, wie eine Anfrage beantwortet wurde",
      cells: { ...hidden, holder: 200, colleague: 403, teamLead: 403, dataProtectionOfficer: 403 },
    },
    getDataHome: {
      de: "Auf der Startseite sehen, welche Anfragen und Löschungen anstehen (Namen sieht nur, wer den Fall führt)",
      cells: register,
    },
    listErasures: { de: "Das Register der Löschungen lesen (ohne Namen)", cells: register },
    makeErasuresSpreadsheet: { de: "Das Register der Löschungen als Tabelle mitnehmen", cells: register },
  },
  columns: {
    "consent.erasure": {
      insert: ["site_id", "id", "client_id", "unit_id", "reason", "archive", "archive_offered_on", "asked_by_id", "asked_at"],
      update: ["state", "answered_by_id", "answered_at"],
    },
    "consent.retention_advice": { insert: ["site_id", "id", "kind", "months", "reasons", "given_by_id", "given_at"] },
    "consent.retention_period": { insert: ["site_id", "id", "unit_id", "kind", "months", "reasons", "advice_id", "set_by_id", "set_at"] },
    "consent.retention_due": { update: ["kept_reason", "kept_until_on", "kept_by_id", "version"] },
    "consent.data_request": {
      insert: ["site_id", "id", "client_id", "unit_id", "kind", "received_on", "due_on", "recorded_by_id"],
      update: ["due_on", "extended_reason", "outcome", "answered_on", "version"],
    },
    "consent.share": { insert: true, update: ["state", "answered_on", "consent_id", "version"] },
    "consent.consent": { insert: true, update: ["withdrawn_on", "invalid_on", "secrecy_withdrawn_on"] },
  },
});
