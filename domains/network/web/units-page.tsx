import { type ReactNode, useState } from "react";
import { Answered, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { useFirstOnPhone } from "../../../platform/web/page/first.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  dataProtectionRegimes,
  getSite,
  makeUnitsSpreadsheet,
  organisationKinds,
  saveOrganisation,
  saveUnit,
  type SiteView,
  unitKinds,
} from "../contract.ts";
import { useSite } from "./site.ts";

export function UnitsPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const site = useSite();
  return (
    <Page title={t("network.units.title")} lead={t("network.units.lead")} width="mid">
      <Answered query={site}>
        {(view) => (
          <>
            <Organisations view={view} />
            {view.units.length > 0 && (
              <AsExcel endpoint={makeUnitsSpreadsheet} request={{ query: { language } }} list={t("network.units.title")} />
            )}
            <div>
              <Fold summary={t("network.units.add")}>
                <UnitForm view={view} />
              </Fold>
              <Fold summary={t("network.organisations.add")}>
                <OrganisationForm />
              </Fold>
            </div>
          </>
        )}
      </Answered>
    </Page>
  );
}

function Organisations(it: { readonly view: SiteView }): ReactNode {
  const t = useTexts();
  const { rows, rest } = useFirstOnPhone(it.view.organisations, 6);
  return (
    <>
      {rows.map((organisation) => (
        <Section key={organisation.id} title={organisation.name} note={t.maybe(`network.organisation_kind.${organisation.kind}`)}>
          <UnitList view={it.view} organisationId={organisation.id} />
        </Section>
      ))}
      {rest}
    </>
  );
}

function UnitList(it: { readonly view: SiteView; readonly organisationId: string }): ReactNode {
  const t = useTexts();
  const units = it.view.units.filter((unit) => unit.organisationId === it.organisationId);
  if (units.length === 0) return <p className="empty">{t("network.units.none")}</p>;
  return (
    <List>
      {units.map((unit) => (
        <ListRow key={unit.id}>
          <p>{unit.name}</p>
          <p className="small muted">
            {t.maybe(`network.unit_kind.${unit.kind}`)},{" "}
            {t("network.units.people", { n: it.view.members.filter((member) => member.unitId === unit.id).length })}
          </p>
        </ListRow>
      ))}
    </List>
  );
}

function UnitForm(it: { readonly view: SiteView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [name, setName] = useState("");
  const [organisationId, setOrganisationId] = useState<string | null>(null);
  const [kind, setKind] = useState<(typeof unitKinds)[number] | null>(null);
  const [townId, setTownId] = useState<string | null>(null);
  return (
    <Form
      submit={t("network.units.add")}
      draft="unit"
      kind="secondary"
      onSubmit={async ({ id }) => {
        await call(saveUnit, {
          params: { unitId: id },
          body: { name, organisationId: organisationId ?? "", kind: kind ?? "other", townId, legalDomains: [] },
        });
        setName("");
        say({ text: t("network.units.saved") });
        await refresh(getSite);
      }}
    >
      <TextField name="name" label={t("network.units.name")} value={name} onChange={setName} maxLength={200} isRequired />
      <Select
        name="organisationId"
        label={t("network.units.organisation")}
        value={organisationId}
        onChange={setOrganisationId}
        options={it.view.organisations.map((one) => ({ value: one.id, label: one.name }))}
        isRequired
      />
      <Select
        name="kind"
        label={t("network.units.kind")}
        value={kind}
        onChange={setKind}
        options={unitKinds.map((one) => ({ value: one, label: t(`network.unit_kind.${one}`) }))}
        isRequired
      />
      {it.view.towns.length > 0 && (
        <Select
          name="townId"
          label={t("network.units.town")}
          value={townId}
          onChange={setTownId}
          emptyLabel={t("network.units.no_town")}
          options={it.view.towns.map((one) => ({ value: one.id, label: one.name }))}
        />
      )}
    </Form>
  );
}

function OrganisationForm(): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [name, setName] = useState("");
  const [shortName, setShortName] = useState("");
  const [kind, setKind] = useState<(typeof organisationKinds)[number] | null>(null);
  const [regime, setRegime] = useState<(typeof dataProtectionRegimes)[number] | null>(null);
  return (
    <Form
      submit={t("network.organisations.add")}
      draft="organisation"
      kind="secondary"
      onSubmit={async ({ id }) => {
        await call(saveOrganisation, {
          params: { organisationId: id },
          body: {
            name,
            shortName: shortName.trim() === "" ? null : shortName,
            kind: kind ?? "other",
            dataProtectionRegime: regime ?? "dsgvo_dsg_nrw",
          },
        });
        setName("");
        setShortName("");
        say({ text: t("network.organisations.saved") });
        await refresh(getSite);
      }}
    >
      <TextField name="name" label={t("network.organisations.name")} value={name} onChange={setName} maxLength={200} isRequired />
      <TextField
        name="shortName"
        label={t("network.organisations.short")}
        value={shortName}
        onChange={setShortName}
        maxLength={40}
        width="m"
      />
      <Select
        name="kind"
        label={t("network.organisations.kind")}
        value={kind}
        onChange={setKind}
        options={organisationKinds.map((one) => ({ value: one, label: t(`network.organisation_kind.${one}`) }))}
        isRequired
      />
      <Select
        name="dataProtectionRegime"
        label={t("network.organisations.regime")}
        value={regime}
        onChange={setRegime}
        options={dataProtectionRegimes.map((one) => ({ value: one, label: t(`network.regime.${one}`) }))}
        isRequired
      />
    </Form>
  );
}
