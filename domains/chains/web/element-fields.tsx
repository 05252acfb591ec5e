import type { ReactNode } from "react";
import { Chips, Select } from "../../../platform/web/form/choice.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { type MilestoneEvent, milestoneEvents } from "../../cases/contract.ts";
import { legalDomains } from "../../network/contract.ts";
import { useSite } from "../../network/web/index.ts";
import { branchings, type ChainDocument, type ChainInterface, type ChainStep, consentNeeds, handovers, joinings } from "../contract.ts";
import { useChainWords } from "./words.ts";

/** The fields of one step, the same in the list and beside the drawing. */
export function StepFields(it: {
  readonly step: ChainStep;
  readonly document: ChainDocument;
  readonly onChange: (id: string, fields: Partial<ChainStep>) => void;
  readonly children: ReactNode;
}): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const site = useSite();
  const { step, document } = it;
  const words = useChainWords([]);
  const set = (fields: Partial<ChainStep>) => it.onChange(step.id, fields);
  const name = (field: string) => `document.steps.${document.steps.indexOf(step)}.${field}`;
  const { milestones } = step;
  const units = site.data?.units ?? [];
  const services = site.data?.vocabularies["service"] ?? [];
  const events = milestoneEvents.map((one) => ({ value: one, label: words.label("milestone_event", one) }));
  return (
    <div className="stack stack-m">
      <TextField
        name={name("title")}
        label={t("chains.field.title")}
        value={step.title}
        onChange={(title) => set({ title })}
        maxLength={120}
      />
      <Pair>
        <Select
          name={name("unitId")}
          label={t("chains.field.unit")}
          value={step.unitId}
          emptyLabel={t("chains.drawing.person")}
          onChange={(unitId) => set({ unitId })}
          options={units.map((unit) => ({ value: unit.id, label: `${unit.name}, ${unit.organisationName}` }))}
        />
        <Select
          name={name("legalDomain")}
          label={t("chains.field.legal_domain")}
          value={step.legalDomain}
          emptyLabel={t("chains.field.no_legal_domain")}
          onChange={(legalDomain) => set({ legalDomain })}
          options={legalDomains.map((one) => ({ value: one, label: words.legalDomainOf(one) }))}
          isOptional
        />
      </Pair>
      <TextArea
        name={name("preconditions")}
        label={t("chains.field.preconditions")}
        value={step.preconditions}
        onChange={(preconditions) => set({ preconditions })}
        rows={2}
        maxLength={600}
        isOptional
      />
      <Pair>
        <TextArea
          name={name("input")}
          label={t("chains.field.input")}
          value={step.input}
          onChange={(input) => set({ input })}
          rows={2}
          maxLength={400}
          isOptional
        />
        <TextArea
          name={name("output")}
          label={t("chains.field.output")}
          value={step.output}
          onChange={(output) => set({ output })}
          rows={2}
          maxLength={400}
          isOptional
        />
      </Pair>
      <NumberField
        name={name("targetWeeks")}
        label={t("chains.field.target_weeks")}
        value={step.targetWeeks}
        onChange={(targetWeeks) => set({ targetWeeks })}
        minimum={0}
        maximum={260}
        isOptional
      />
      <Select
        name={name("milestones.service")}
        label={t("chains.field.service")}
        hint={t("chains.field.service_hint")}
        value={milestones?.service ?? null}
        emptyLabel={t("chains.field.no_service")}
        onChange={(service) =>
          set({
            milestones:
              service === null
                ? null
                : { service, startEvent: milestones?.startEvent ?? "registered", endEvent: milestones?.endEvent ?? "started" },
          })
        }
        options={services.map((one) => ({ value: one.code, label: one[language] }))}
        isOptional
      />
      {milestones !== null && (
        <Pair>
          <Select
            name={name("milestones.startEvent")}
            label={t("chains.field.start_event")}
            value={milestones.startEvent}
            onChange={(event) => set({ milestones: { ...milestones, startEvent: event ?? milestones.startEvent } })}
            options={events}
          />
          <Select<MilestoneEvent>
            name={name("milestones.endEvent")}
            label={t("chains.field.end_event")}
            value={milestones.endEvent}
            onChange={(event) => set({ milestones: { ...milestones, endEvent: event ?? milestones.endEvent } })}
            options={events}
          />
        </Pair>
      )}
      {document.interfaces.filter((one) => one.fromStepId === step.id).length > 1 && (
        <Chips
          label={t("chains.field.branches")}
          value={step.branches}
          onChange={(branches) => set({ branches })}
          options={branchings.map((one) => ({ value: one, label: t(`chains.field.branches.${one}`) }))}
        />
      )}
      {document.interfaces.filter((one) => one.toStepId === step.id).length > 1 && (
        <Chips
          label={t("chains.field.joins")}
          value={step.joins}
          onChange={(joins) => set({ joins })}
          options={joinings.map((one) => ({ value: one, label: t(`chains.field.joins.${one}`) }))}
        />
      )}
      {it.children}
    </div>
  );
}

/** The fields of one way on, the same in the list and beside the drawing. */
export function InterfaceFields(it: {
  readonly one: ChainInterface;
  readonly index: number;
  readonly onChange: (id: string, fields: Partial<ChainInterface>) => void;
  readonly children: ReactNode;
}): ReactNode {
  const t = useTexts();
  const { one } = it;
  const set = (fields: Partial<ChainInterface>) => it.onChange(one.id, fields);
  const name = (field: string) => `document.interfaces.${it.index}.${field}`;
  return (
    <div className="stack stack-m">
      <Pair>
        <Select
          name={name("handover")}
          label={t("chains.field.handover")}
          value={one.handover}
          onChange={(handover) => set({ handover: handover ?? one.handover })}
          options={handovers.map((kind) => ({ value: kind, label: t(`chains.handover.${kind}`) }))}
        />
        <Select
          name={name("consent")}
          label={t("chains.field.consent")}
          value={one.consent}
          onChange={(consent) => set({ consent: consent ?? one.consent })}
          options={consentNeeds.map((kind) => ({ value: kind, label: t(`chains.consent.${kind}`) }))}
        />
      </Pair>
      <NumberField
        name={name("targetWeeks")}
        label={t("chains.field.target_weeks")}
        value={one.targetWeeks}
        onChange={(targetWeeks) => set({ targetWeeks })}
        minimum={0}
        maximum={260}
        isOptional
      />
      <Pair>
        <TextArea
          name={name("quality")}
          label={t("chains.field.quality")}
          value={one.quality}
          onChange={(quality) => set({ quality })}
          rows={2}
          maxLength={600}
          isOptional
        />
        <TextArea
          name={name("failure")}
          label={t("chains.field.failure")}
          value={one.failure}
          onChange={(failure) => set({ failure })}
          rows={2}
          maxLength={600}
          isOptional
        />
      </Pair>
      <div>{it.children}</div>
    </div>
  );
}
