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
    listErasures: { de: "Das Register der Löschungen lesen (ohne Namen)", cells: register },
    makeErasuresSpreadsheet: { de: "Das Register der Löschungen als Tabelle mitnehmen", cells: register },
  },
  columns: {
    "consent.erasure": {
      insert: ["site_id", "id", "client_id", "unit_id", "reason", "archive", "asked_by_id", "asked_at"],
      update: ["state", "answered_by_id", "answered_at"],
    },
    "consent.share": { insert: true, update: ["state", "answered_on", "consent_id", "version"] },
    "consent.consent": { insert: true, update: ["withdrawn_on", "invalid_on", "secrecy_withdrawn_on"] },
  },
});
