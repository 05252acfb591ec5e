import { permissionTable } from "../../platform/testing/permissions.ts";
import { type ActorName, everyone } from "../network/permissions.ts";

const caseManagersOnly = { ...everyone(403), holder: 200, colleague: 200, otherCaseManager: 200, foreignCaseManager: 200 } as const;

export const permissions = permissionTable<ActorName>()({
  domain: "people",
  abilities: {
    findPeople: { de: "Nach Menschen suchen (gefunden werden nur, deren Namen man ohnehin sehen darf)", cells: everyone(200) },
    listDuplicates: { de: "Sehen, wer in den eigenen Fällen vielleicht doppelt geführt wird", cells: caseManagersOnly },
    mergePeople: {
      de: "Zwei Einträge derselben Person zusammenführen (nur wer beide Fälle führt oder vertritt)",
      cells: { ...everyone(404), holder: 200, partnerWithShare: 403 },
    },
    undoMerge: { de: "Eine Zusammenführung rückgängig machen", cells: { ...everyone(404), holder: 200 } },
    sayNotSame: {
      de: "Festhalten, dass zwei Einträge zwei Menschen sind",
      cells: { ...caseManagersOnly, colleague: 404, otherCaseManager: 404, foreignCaseManager: 404 },
    },
  },
  columns: {
    "people.client": { update: ["version", "legal_basis", "legal_basis_on"] },
    "people.sealed_record": { insert: true, update: ["sealed", "version", "changed_at"] },
    "people.name_key": { insert: true, delete: true },
    "people.merge": { insert: true, update: ["undone_at"] },
    "people.not_same": { insert: true, delete: true },
    "people.reader": { insert: true, update: ["ended_at"] },
  },
});
