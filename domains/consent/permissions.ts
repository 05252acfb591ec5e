import { permissionTable } from "../../platform/testing/permissions.ts";
import { type ActorName, everyone } from "../network/permissions.ts";

const hidden = everyone(404);

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
  },
  columns: {
    "consent.share": { insert: true, update: ["state", "answered_on", "consent_id", "version"] },
    "consent.consent": { insert: true, update: ["withdrawn_on", "invalid_on", "secrecy_withdrawn_on"] },
  },
});
