import type { Routes } from "../../../platform/server/http/routes.ts";
import * as contract from "./contract.ts";
import { getConsultationFigures, makeConsultationSpreadsheet } from "./figures.ts";
import * as verbs from "./verbs.ts";

export const consultationRoutes: Routes = (on) => {
  on(contract.getTally, async (call) => await verbs.getTally(call));
  on(contract.countConsultations, async (call) => await verbs.countConsultations(call, call.body));
  on(contract.takeBackConsultations, async (call) => await verbs.takeBackConsultations(call, call.body.ids));
  on(contract.listConsultations, async (call) => await verbs.listConsultations(call, call.query.day));
  on(contract.changeConsultation, async (call) => await verbs.changeConsultation(call, call.params.consultationId, call.body));
  on(contract.getConsultationFigures, async (call) => await getConsultationFigures(call, call.query.year));
  on(contract.makeConsultationSpreadsheet, async (call) => await makeConsultationSpreadsheet(call, call.query.year, call.query.language));
};
