import { permissionTable } from "../../platform/testing/permissions.ts";
import { type ActorName, everyone } from "../network/permissions.ts";

export const permissions = permissionTable<ActorName>()({
  domain: "people",
  abilities: {
    findPeople: { de: "Nach Menschen suchen (gefunden werden nur, deren Namen man ohnehin sehen darf)", cells: everyone(200) },
  },
  columns: {
    "people.client": { update: ["version", "legal_basis", "legal_basis_on"] },
    "people.sealed_record": { insert: true, update: ["sealed", "version", "changed_at"] },
    "people.name_key": { insert: true, delete: true },
    "people.reader": { insert: true, update: ["ended_at"] },
  },
});
