import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { ComboBox, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Fieldset, Pair } from "../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, Story } from "../../../platform/web/page/list.tsx";
import { Section, Stack } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import { type BodyStanding, bodyRoles, changeBodyStanding, getBody, getBodyStanding, listBodies, setDeputy } from "../contract.ts";

/** For how long it was appointed, what it reports to, who prepares it, which organisation sits where, and how all that came about. */
export function Standing(it: { readonly bodyId: string }): ReactNode {
  const standing = useAnswer(getBodyStanding, { params: { bodyId: it.bodyId } });
  return <Answered query={standing}>{(view) => <StandingContent standing={view} />}</Answered>;
}

function StandingContent(it: { readonly standing: BodyStanding }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { standing } = it;
  const [isEditing, setEditing] = useState(false);
  const term =
    standing.termFromOn && standing.termUntilOn
      ? f.period(standing.termFromOn, standing.termUntilOn)
      : standing.termFromOn
        ? t("bodies.standing.term_from", { day: f.dayWithYear(standing.termFromOn) })
        : standing.termUntilOn
          ? t("bodies.standing.term_until", { day: f.dayWithYear(standing.termUntilOn) })
          : null;
  const facts = [
    ...(term === null ? [] : [{ label: t("bodies.standing.term"), value: term }]),
    ...(standing.superior
      ? [
          {
            label: t("bodies.standing.superior"),
            value: (
              <p>
                <Link to={`/bodies/${standing.superior.id}`}>{standing.superior.name}</Link>
              </p>
            ),
          },
        ]
      : []),
    ...(standing.below.length > 0
      ? [
          {
            label: t("bodies.standing.below"),
            value: (
              <ul className="stack stack-xs">
                {standing.below.map((one) => (
                  <li key={one.id}>
                    <Link to={`/bodies/${one.id}`}>{one.name}</Link>
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
    ...(standing.lead
      ? [
          {
            label: t("bodies.standing.lead"),
            value: (
              <>
                <p>{standing.lead.name}</p>
                {standing.lead.qualification && <p className="small muted">{standing.lead.qualification}</p>}
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <Section title={t("bodies.standing.title")} gap="s">
        {facts.map((fact) => (
          <div key={fact.label} className="stack stack-xs">
            <h3>{fact.label}</h3>
            {typeof fact.value === "string" ? <p>{fact.value}</p> : fact.value}
          </div>
        ))}
        {facts.length === 0 && <p className="small muted">{t("bodies.standing.none")}</p>}
        <Seats standing={standing} />
        {standing.abilities.edit && (
          <p>
            <Button kind="link" isExpanded={isEditing} onPress={() => setEditing(!isEditing)}>
              {t("bodies.standing.change")}
            </Button>
          </p>
        )}
        {isEditing && <StandingForm key={standing.version} standing={standing} onDone={() => setEditing(false)} />}
        {standing.abilities.edit && <Deputies standing={standing} />}
      </Section>
      {standing.history.length > 0 && (
        <Section title={t("bodies.history.title")} gap="s">
          <Fold summary={t("bodies.history.show", { n: standing.history.length })}>
            <History standing={standing} />
          </Fold>
        </Section>
      )}
    </>
  );
}

/** Which organisation has how many seats, and who sits there. */
function Seats(it: { readonly standing: BodyStanding }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { seats } = it.standing;
  if (seats.length === 0) return null;
  return (
    <Stack gap="xs">
      <h3>{t("bodies.standing.composition")}</h3>
      <ul className="list">
        {seats.map((seat) => {
          const free = seat.seatCount === null ? 0 : Math.max(0, seat.seatCount - seat.members.length);
          return (
            <li key={seat.organisationId} className="stack stack-xs">
              <p>
                {seat.organisationName}
                {seat.seatCount !== null && <span className="muted">{`, ${t("bodies.standing.seats", { n: seat.seatCount })}`}</span>}
              </p>
              {seat.members.map((member) => (
                <p key={member.memberId} className="small muted">
                  {member.deputies.length === 0
                    ? member.name
                    : t("bodies.standing.with_deputies", { name: member.name, deputies: f.list(member.deputies) })}
                </p>
              ))}
              {free > 0 && <p className="small">{t("bodies.standing.free", { n: free })}</p>}
            </li>
          );
        })}
      </ul>
    </Stack>
  );
}

type SeatTyped = { organisationId: string; seatCount: number | null };

function StandingForm(it: { readonly standing: BodyStanding; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const site = useSite();
  const bodies = useAnswer(listBodies, {});
  const { standing } = it;
  const [termFromOn, setTermFromOn] = useState(standing.termFromOn);
  const [termUntilOn, setTermUntilOn] = useState(standing.termUntilOn);
  const [superiorId, setSuperiorId] = useState<string | null>(standing.superior?.id ?? null);
  const [leadId, setLeadId] = useState<string | null>(standing.lead?.membershipId ?? null);
  const [qualification, setQualification] = useState(standing.lead?.qualification ?? "");
  const [seats, setSeats] = useState<SeatTyped[]>(
    standing.seats.flatMap((seat) => (seat.seatCount === null ? [] : [{ organisationId: seat.organisationId, seatCount: seat.seatCount }])),
  );
  const [round, setRound] = useState(0);
  const organisations = site.data?.organisations ?? [];
  const open = organisations.filter((one) => !seats.some((seat) => seat.organisationId === one.id));
  return (
    <Form
      kind="secondary"
      submit={t("bodies.standing.save")}
      wordsForProblem={reasons.problem}
      wordsFor={({ code }) => t.maybe(`bodies.field.${code}`)}
      onChangedMeanwhile={() => void refresh(getBodyStanding)}
      onSubmit={async () => {
        await call(changeBodyStanding, {
          params: { bodyId: standing.bodyId },
          body: {
            termFromOn,
            termUntilOn,
            superiorId,
            leadMembershipId: leadId,
            leadQualification: qualification.trim() === "" ? null : qualification,
            seats: seats.map((seat) => ({ organisationId: seat.organisationId, seatCount: seat.seatCount ?? 1 })),
            version: standing.version,
          },
        });
        it.onDone();
        say({ text: t("bodies.standing.saved") });
        await refresh(getBodyStanding, getBody);
      }}
      beside={
        <Button kind="link" onPress={it.onDone}>
          {t("platform.cancel")}
        </Button>
      }
    >
      <DateField name="termFromOn" label={t("bodies.standing.from")} value={termFromOn} onChange={setTermFromOn} isOptional />
      <DateField name="termUntilOn" label={t("bodies.standing.until")} value={termUntilOn} onChange={setTermUntilOn} isOptional />
      <Select
        name="superiorId"
        label={t("bodies.standing.superior")}
        value={superiorId}
        onChange={setSuperiorId}
        emptyLabel={t("bodies.standing.no_superior")}
        options={(bodies.data?.bodies ?? []).filter((one) => one.id !== standing.bodyId).map((one) => ({ value: one.id, label: one.name }))}
        isOptional
      />
      <Select
        name="leadMembershipId"
        label={t("bodies.standing.lead")}
        value={leadId}
        onChange={setLeadId}
        emptyLabel={t("bodies.standing.no_lead")}
        options={(site.data?.members ?? []).filter((one) => one.role === "coordinator").map((one) => ({ value: one.id, label: one.name }))}
        isOptional
      />
      {leadId !== null && (
        <TextField
          name="leadQualification"
          label={t("bodies.standing.qualification")}
          hint={t("bodies.standing.qualification_hint")}
          value={qualification}
          onChange={setQualification}
          maxLength={300}
          isOptional
        />
      )}
      <Fieldset legend={t("bodies.standing.composition")} hint={t("bodies.standing.composition_hint")}>
        {seats.map((seat, index) => {
          const name = organisations.find((one) => one.id === seat.organisationId)?.name ?? "";
          return (
            <Pair key={seat.organisationId}>
              <NumberField
                name={`seats.${index}.seatCount`}
                label={t("bodies.standing.seats_of", { name })}
                value={seat.seatCount}
                onChange={(seatCount) => setSeats(seats.map((one, at) => (at === index ? { ...one, seatCount } : one)))}
                minimum={1}
                maximum={20}
                isRequired
              />
              <p>
                <Button
                  kind="link"
                  label={t("bodies.standing.seat_remove_of", { name })}
                  onPress={() => setSeats(seats.filter((_, at) => at !== index))}
                >
                  {t("bodies.standing.seat_remove")}
                </Button>
              </p>
            </Pair>
          );
        })}
        <ComboBox
          key={`${round} ${organisations.length}`}
          label={t("bodies.standing.seat_add")}
          options={open.map((one) => ({ value: one.id, label: one.name }))}
          value={null}
          onChange={(organisationId) => {
            if (organisationId === null) return;
            setSeats([...seats, { organisationId, seatCount: 1 }]);
            setRound(round + 1);
          }}
          isOptional
        />
      </Fieldset>
    </Form>
  );
}

/** Who stands in for whom: both sit in the body. */
function Deputies(it: { readonly standing: BodyStanding }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const { standing } = it;
  const [memberId, setMemberId] = useState<string | null>(null);
  const [forId, setForId] = useState<string | null>(null);
  const members = standing.seats.flatMap((seat) => seat.members.map((one) => ({ value: one.memberId, label: one.name })));
  async function set(member: string, standsInFor: string | null): Promise<void> {
    await call(setDeputy, { params: { memberId: member }, body: { standsInFor } });
    say({ text: t("bodies.deputy.saved") });
    await refresh(getBodyStanding, getBody);
  }
  return (
    <Fold summary={t("bodies.deputy.title")}>
      {standing.deputies.length > 0 && (
        <ul className="list">
          {standing.deputies.map((one) => (
            <li key={one.memberId} className="row row--apart row--line">
              <span>{t("bodies.deputy.row", { name: one.name, for: one.forName })}</span>
              <Button
                kind="link"
                label={t("bodies.deputy.end_of", { name: one.name })}
                onPress={() => void set(one.memberId, null).catch(() => say({ text: t("platform.problem.failed") }))}
              >
                {t("bodies.deputy.end")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Form
        kind="secondary"
        submit={t("bodies.deputy.save")}
        wordsForProblem={reasons.problem}
        wordsFor={({ code }) => t.maybe(`bodies.field.${code}`)}
        onSubmit={async () => {
          await set(memberId ?? "", forId);
          setMemberId(null);
          setForId(null);
        }}
      >
        <Select name="memberId" label={t("bodies.deputy.who")} value={memberId} onChange={setMemberId} options={members} isRequired />
        <Select
          name="standsInFor"
          label={t("bodies.deputy.for")}
          value={forId}
          onChange={setForId}
          options={members.filter((one) => one.value !== memberId)}
          isRequired
        />
      </Form>
    </Fold>
  );
}

function History(it: { readonly standing: BodyStanding }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const seat = (code: string | null) => {
    const known = bodyRoles.find((one) => one === code);
    return known ? t(`bodies.seat.${known}`) : (code ?? "");
  };
  return (
    <Story
      label={t("bodies.history.title")}
      entries={it.standing.history.map((one) => {
        const isSeat = one.kind === "member_in" || one.kind === "member_role";
        const former = isSeat ? seat(one.former) : one.former;
        const current = isSeat ? seat(one.current) : one.current;
        const what = [one.name, former && current ? t("bodies.history.from_to", { former, current }) : (current ?? former)];
        return {
          key: one.id,
          date: f.dayWithYear(one.at.slice(0, 10)),
          kind: t(`bodies.history.kind.${one.kind}`),
          text: (
            <>
              {what.filter((part) => part !== null && part !== "").join(": ")}
              <span className="small muted"> ({one.by})</span>
            </>
          ),
        };
      })}
    />
  );
}
