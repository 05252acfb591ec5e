import "./evaluation.css";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { ComboBox, RadioGroup } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { ConfirmDialog } from "../../../platform/web/page/dialog.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Facts, Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { getProgrammeOverview } from "../../themes/contract.ts";
import {
  endRelease,
  listItemsToRelease,
  listReleases,
  type ReleasedItem,
  type ReleaseKind,
  releaseKinds,
  releaseToTeam,
  type ReleaseView,
  type SiteView,
  standingKinds,
} from "../contract.ts";
import { Invitations } from "./invitations.tsx";
import { SiteFrame } from "./site-frame.tsx";

/** What the site lets the team read, from when until when, and what the team reads by it. */
export function ReleasesPage(): ReactNode {
  return (
    <SiteFrame part="releases">
      {(site) => (
        <>
          <Releases site={site} />
          {site.abilities.isTeam && <ProtectedFigures siteId={site.siteId} />}
          <Invitations site={site} />
        </>
      )}
    </SiteFrame>
  );
}

function Releases(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const { site } = it;
  const releases = useAnswer(listReleases, { params: { siteId: site.siteId } });
  const { isTeam } = site.abilities;
  return (
    <Answered query={releases}>
      {(answer) => (
        <>
          <Section title={t("evaluation.release.title")} note={isTeam ? t("evaluation.release.note") : t("evaluation.release.note_site")}>
            {answer.releases.length === 0 ? (
              <Empty>{isTeam ? t("evaluation.release.empty") : t("evaluation.release.empty_site")}</Empty>
            ) : (
              <List>
                {answer.releases.map((release) => (
                  <Release key={release.id} release={release} siteId={site.siteId} />
                ))}
              </List>
            )}
            {answer.abilities.release && (
              <Fold summary={t("evaluation.release.give")} word={t("evaluation.form.open")}>
                <ReleaseForm siteId={site.siteId} />
              </Fold>
            )}
          </Section>
          {answer.items.length > 0 && (
            <Section title={isTeam ? t("evaluation.release.items") : t("evaluation.release.items_site")}>
              {releaseKinds
                .filter((kind) => answer.items.some((item) => item.kind === kind))
                .map((kind) => {
                  const items = answer.items.filter((item) => item.kind === kind);
                  return (
                    <Fold key={kind} summary={t(`evaluation.release.of.${kind}`, { n: items.length })} word={t("evaluation.form.open")}>
                      <List>
                        {items.map((item) => (
                          <Item key={item.id} item={item} />
                        ))}
                      </List>
                    </Fold>
                  );
                })}
            </Section>
          )}
        </>
      )}
    </Answered>
  );
}

/** What the team sees of every site, released or not: the figures that the gate lets through. */
function ProtectedFigures(it: { readonly siteId: string }): ReactNode {
  const t = useTexts();
  const overview = useAnswer(getProgrammeOverview, {});
  return (
    <Section title={t("evaluation.figures.title")} note={t("evaluation.figures.note")}>
      <Answered query={overview}>
        {(answer) => {
          const themes = answer.sites.find((one) => one.siteId === it.siteId)?.themes ?? [];
          const shown = themes.flatMap((row) => (row.themes.count === null ? [] : [{ state: row.state, n: row.themes.count }]));
          return shown.length === 0 ? (
            <Empty>{themes.length === 0 ? t("evaluation.figures.none") : t("evaluation.figures.protected")}</Empty>
          ) : (
            <Facts items={shown.map((row) => ({ label: t(`themes.state.${row.state}`), value: String(row.n) }))} />
          );
        }}
      </Answered>
    </Section>
  );
}

function Item(it: { readonly item: ReleasedItem }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { item } = it;
  const state =
    item.kind === "theme"
      ? t.maybe(`themes.state.${item.state}`)
      : item.kind === "measure"
        ? t.maybe(`themes.measure_state.${item.state}`)
        : item.kind === "decision"
          ? t.maybe(`bodies.outcome.${item.state}`)
          : undefined;
  return (
    <ListRow at={f.when(item.happenedOn).at} note={item.kind === "measure" ? t("evaluation.release.due") : undefined}>
      <p>
        <b>{item.title}</b>
      </p>
      {item.text !== null && <p className="lines">{item.text}</p>}
      <p className="small muted">{[...(state ? [state] : []), ...(item.bodyName === null ? [] : [item.bodyName])].join(" · ")}</p>
    </ListRow>
  );
}

function Release(it: { readonly release: ReleaseView; readonly siteId: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const [asks, setAsks] = useState(false);
  const { release } = it;
  const what =
    release.itemId === null
      ? t(`evaluation.release.all.${release.kind}`)
      : (release.itemTitle ?? t(`evaluation.release.one.${release.kind}`));
  return (
    <ListRow
      action={
        release.abilities.end ? (
          <Button kind="link" label={`${t("evaluation.release.end")}: ${what}`} onPress={() => setAsks(true)}>
            {t("evaluation.release.end")}
          </Button>
        ) : undefined
      }
    >
      <p>
        <b>{what}</b> {release.itemId !== null && <span className="muted">{t(`evaluation.release.one.${release.kind}`)}</span>}
      </p>
      <p className="small muted">
        {release.untilOn === null
          ? t("evaluation.release.from", { from: f.dayWithYear(release.fromOn) })
          : t("evaluation.release.period", { from: f.dayWithYear(release.fromOn), until: f.dayWithYear(release.untilOn) })}
      </p>
      {!release.isInForce && (
        <p>
          <Tag>
            {release.endedOn !== null
              ? t("evaluation.release.ended", { day: f.dayWithYear(release.endedOn) })
              : release.fromOn > today()
                ? t("evaluation.release.not_yet")
                : t("evaluation.release.over")}
          </Tag>
        </p>
      )}
      {asks && (
        <ConfirmDialog
          title={t("evaluation.release.end")}
          confirm={t("evaluation.release.end")}
          onConfirm={async () => {
            await call(endRelease, { params: { siteId: it.siteId, releaseId: release.id } });
            say({ text: t("evaluation.release.ended_now") });
            await refresh(listReleases);
          }}
          onClose={() => setAsks(false)}
        >
          <p>{t("evaluation.release.end_note")}</p>
        </ConfirmDialog>
      )}
    </ListRow>
  );
}

function ReleaseForm(it: { readonly siteId: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const [reach, setReach] = useState<"all" | "one">("all");
  const [kind, setKind] = useState<ReleaseKind>("theme");
  const [itemId, setItemId] = useState<string | null>(null);
  const [fromOn, setFromOn] = useState<string | null>(today());
  const [untilOn, setUntilOn] = useState<string | null>(null);
  const items = useAnswer(listItemsToRelease, { params: { siteId: it.siteId } }, { when: reach === "one" });
  const kinds: readonly ReleaseKind[] = reach === "all" ? standingKinds : releaseKinds;
  return (
    <Form
      submit={t("evaluation.release.save")}
      wordsFor={({ code }) => t.maybe(`evaluation.field.${code}`)}
      onSubmit={async ({ id }) => {
        await call(releaseToTeam, {
          params: { siteId: it.siteId },
          body: { id, kind, itemId: reach === "all" ? null : itemId, fromOn: fromOn ?? "", untilOn },
        });
        say({ text: t("evaluation.release.saved") });
        setItemId(null);
        await refresh(listReleases);
      }}
    >
      <RadioGroup
        name="reach"
        label={t("evaluation.release.what")}
        value={reach}
        onChange={(next) => {
          setReach(next);
          if (next === "all" && kind === "minutes") setKind("theme");
        }}
        options={[
          { value: "all", label: t("evaluation.release.by_agreement"), note: t("evaluation.release.by_agreement_note") },
          { value: "one", label: t("evaluation.release.by_item"), note: t("evaluation.release.by_item_note") },
        ]}
      />
      <RadioGroup
        name="kind"
        label={t("evaluation.release.kind")}
        value={kind}
        onChange={(next) => {
          setKind(next);
          setItemId(null);
        }}
        options={kinds.map((one) => ({ value: one, label: t(`evaluation.release.${reach === "all" ? "all" : "one"}.${one}`) }))}
      />
      {reach === "one" && (
        <ComboBox
          name="itemId"
          label={t("evaluation.release.item")}
          options={(items.data?.items ?? [])
            .filter((item) => item.kind === kind)
            .map((item) => ({ value: item.id, label: item.title, note: f.dayWithYear(item.on) }))}
          value={itemId}
          onChange={setItemId}
          isRequired
        />
      )}
      <Pair>
        <DateField
          name="fromOn"
          label={t("evaluation.release.from_on")}
          value={fromOn}
          onChange={setFromOn}
          direction="future"
          isRequired
        />
        <DateField
          name="untilOn"
          label={t("evaluation.release.until_on")}
          value={untilOn}
          onChange={setUntilOn}
          direction="future"
          isOptional
        />
      </Pair>
    </Form>
  );
}
