import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, Problem } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Chips } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section, Sections, Stack } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { fullName } from "../contract.ts";
import {
  type Choices,
  type DuplicatePair,
  type DuplicateSide,
  listDuplicates,
  mergeFields,
  type MergeField,
  mergePeople,
  sayNotSame,
  undoMerge,
} from "../duplicates/contract.ts";

/** What a row says, in one line; empty where it says nothing. */
function useValues() {
  const t = useTexts();
  const f = useFormat();
  return (field: MergeField, { identity, contact, residence }: DuplicateSide): string => {
    switch (field) {
      case "birth":
        return identity.birthDate === null ? String(identity.birthYear ?? "") : f.dayWithYear(identity.birthDate);
      case "sex":
        return identity.sex === null ? "" : t(`people.sex.${identity.sex}`);
      case "languages":
        return identity.languages.join(", ");
      case "isPseudonym":
        return t(identity.isPseudonym ? "people.duplicates.pseudonym" : "people.duplicates.real_name");
      case "address":
        return [contact?.street, [contact?.postcode, contact?.townName].filter(Boolean).join(" ")].filter(Boolean).join(", ");
      case "reachNote":
        return contact?.note ?? "";
      case "residence":
        return residence?.status == null ? "" : t("people.duplicates.residence_given");
      case "phone":
      case "email":
        return contact?.[field] ?? "";
      default:
        return identity[field] ?? "";
    }
  };
}

export function DuplicatesPage(): ReactNode {
  const t = useTexts();
  const answer = useAnswer(listDuplicates, {});
  return (
    <Page
      title={t("people.duplicates.title")}
      lead={t("people.duplicates.lead")}
      crumbs={[{ to: "/cases", label: t("people.duplicates.back") }]}
    >
      <Answered query={answer}>
        {(data) => (
          <Sections>
            <Section title={t("people.duplicates.pairs")} gap="m">
              {data.pairs.length === 0 ? (
                <Empty>{t("people.duplicates.none", { n: data.compared })}</Empty>
              ) : (
                <List label={t("people.duplicates.pairs")}>
                  {data.pairs.map((pair) => (
                    <PairRow key={`${pair.a.clientId} ${pair.b.clientId}`} pair={pair} />
                  ))}
                </List>
              )}
            </Section>
            {data.withColleagues.length > 0 && <WithColleagues pairs={data.withColleagues} />}
            {data.merges.length > 0 && <Merges merges={data.merges} />}
          </Sections>
        )}
      </Answered>
    </Page>
  );
}

function PairRow({ pair }: { readonly pair: DuplicatePair }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const [isOpen, setOpen] = useState(false);
  const born = pair.a.identity.birthDate;
  const [one, other] = [fullName(pair.a.identity), fullName(pair.b.identity)];
  return (
    <ListRow
      at={t("people.duplicates.percent", { n: pair.percent })}
      note={t("people.duplicates.likely")}
      action={
        <Button
          kind="secondary"
          isExpanded={isOpen}
          {...(isOpen ? {} : { label: t("people.duplicates.compare_of", { a: one, b: other }) })}
          onPress={() => setOpen(!isOpen)}
        >
          {t(isOpen ? "people.duplicates.hide" : "people.duplicates.compare")}
        </Button>
      }
    >
      <p>
        <strong>{t("people.duplicates.pair", { a: one, b: other })}</strong>
      </p>
      <p className="small muted">
        {born === null ? "" : `${t("people.duplicates.born", { day: f.dayWithYear(born) })} `}
        {pair.mayBeRelatives
          ? t("people.duplicates.relatives")
          : f.capital(
              f.list(
                pair.fields
                  .filter(({ weight }) => weight === "strongly_for" || weight === "for")
                  .slice(0, 3)
                  .map(({ field, agreement }) =>
                    t("people.duplicates.reason", { field: t(`people.compared.${field}`), how: t(`people.agreement.${agreement}`) }),
                  ),
              ),
            )}
      </p>
      {isOpen && <Compared pair={pair} />}
    </ListRow>
  );
}

function Compared({ pair }: { readonly pair: DuplicatePair }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const valueOf = useValues();
  const [choices, setChoices] = useState<Choices>({});
  const { a, b } = pair;
  const open = mergeFields.filter((field) => {
    const [x, y] = [valueOf(field, a), valueOf(field, b)];
    return x !== y && x !== "" && y !== "";
  });
  const both = { clientId: a.clientId, otherId: b.clientId };
  const notSame = async (areTwo: boolean) => {
    await call(sayNotSame, { body: { ...both, areTwo } });
    await refresh(listDuplicates);
  };
  return (
    <Stack gap="m">
      {pair.mayBeRelatives && (
        <Note tone="due" title={t("people.duplicates.relatives")}>
          <p>{t("people.duplicates.relatives_note")}</p>
        </Note>
      )}
      <Table
        caption={t("people.duplicates.why")}
        columns={[
          { key: "field", label: t("people.duplicates.field"), isRowHeader: true, cell: (row) => t(`people.compared.${row.field}`) },
          { key: "how", label: t("people.duplicates.agrees"), cell: (row) => t(`people.agreement.${row.agreement}`) },
          { key: "weight", label: t("people.duplicates.speaks"), cell: (row) => t(`people.weight.${row.weight}`) },
        ]}
        rows={pair.fields}
        rowKey={(row) => row.field}
      />
      <Form
        submit={t("people.duplicates.merge")}
        wordsForProblem={(problem) => t.maybe(`people.duplicates.problem.${problem.reason ?? problem.code}`)}
        onSubmit={async ({ id }) => {
          const chosen = Object.fromEntries(open.map((field) => [field, choices[field] ?? "kept"]));
          await call(mergePeople, {
            body: { id, keptId: a.clientId, mergedId: b.clientId, keptVersion: a.version, mergedVersion: b.version, choices: chosen },
          });
          await refresh();
          say({
            text: t("people.duplicates.merged"),
            undo: async () => {
              await call(undoMerge, { params: { mergeId: id } });
              await refresh();
            },
          });
        }}
        beside={
          <Button
            kind="secondary"
            onPress={() => {
              void notSame(true).then(() => say({ text: t("people.duplicates.two_said"), undo: () => notSame(false) }));
            }}
          >
            {t("people.duplicates.two")}
          </Button>
        }
      >
        <p>{t("people.duplicates.merge_note")}</p>
        {open.map((field) => (
          <Chips
            key={field}
            label={t(`people.merge_field.${field}`)}
            name={`choices.${field}`}
            options={[
              { value: "kept", label: valueOf(field, a) },
              { value: "merged", label: field === "residence" ? t("people.duplicates.residence_other") : valueOf(field, b) },
            ]}
            value={choices[field] ?? "kept"}
            onChange={(side) => setChoices({ ...choices, [field]: side })}
          />
        ))}
      </Form>
    </Stack>
  );
}

type Answer = ReturnType<typeof useAnswer<typeof listDuplicates>>["data"] & object;

function WithColleagues({ pairs }: { readonly pairs: Answer["withColleagues"] }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const tell = async (clientId: string, otherId: string, areTwo: boolean) => {
    await call(sayNotSame, { body: { clientId, otherId, areTwo } });
    await refresh(listDuplicates);
  };
  return (
    <Section title={t("people.duplicates.colleagues")} note={t("people.duplicates.colleagues_note")} gap="m">
      <List>
        {pairs.map(({ clientId, otherId, identity, colleague }) => (
          <ListRow
            key={`${clientId} ${otherId}`}
            action={
              <Button
                kind="link"
                onPress={() => {
                  void tell(clientId, otherId, true).then(() =>
                    say({ text: t("people.duplicates.two_said"), undo: () => tell(clientId, otherId, false) }),
                  );
                }}
              >
                {t("people.duplicates.two")}
              </Button>
            }
          >
            <p>
              <strong>{fullName(identity)}</strong>
            </p>
            <p>{t("people.duplicates.ask", { name: colleague })}</p>
          </ListRow>
        ))}
      </List>
    </Section>
  );
}

function Merges({ merges }: { readonly merges: Answer["merges"] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const [failed, setFailed] = useState<string>();
  const undo = async (mergeId: string) => {
    setFailed(undefined);
    try {
      await call(undoMerge, { params: { mergeId } });
      say({ text: t("people.duplicates.undone") });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setFailed(t.maybe(`people.duplicates.problem.${error.reason ?? error.code}`) ?? t("people.duplicates.problem.conflict"));
    }
    await refresh();
  };
  return (
    <Section title={t("people.duplicates.merges")} gap="m">
      {failed !== undefined && (
        <Note tone="bad" live title={t("people.duplicates.not_undone")}>
          <p>{failed}</p>
        </Note>
      )}
      <List>
        {merges.map((merge) => (
          <ListRow
            key={merge.id}
            at={f.day(merge.madeAt.slice(0, 10))}
            action={
              merge.canUndo ? (
                <Button
                  kind="link"
                  label={t("people.duplicates.undo_of", { name: fullName(merge.identity) })}
                  onPress={() => void undo(merge.id)}
                >
                  {t("people.duplicates.undo")}
                </Button>
              ) : undefined
            }
          >
            <p>{fullName(merge.identity)}</p>
          </ListRow>
        ))}
      </List>
    </Section>
  );
}
