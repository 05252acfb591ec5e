import { type ReactNode, useState } from "react";
import { useAct, useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  fillAgenda,
  getDesk,
  getMeeting,
  listAgendaPatterns,
  type MeetingView,
  type PatternView,
  removeAgendaPattern,
  restoreAgendaPattern,
  saveAgendaPattern,
} from "../contract.ts";

/** Agendas prepared beforehand: put on this one, or made from it. */
export function Patterns(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const patterns = useAnswer(listAgendaPatterns, {});
  return (
    <Fold summary={t("bodies.pattern.title")}>
      <Answered query={patterns}>
        {(data) => (
          <>
            {data.patterns.length === 0 && <p className="small muted">{t("bodies.pattern.none")}</p>}
            <ul className="list">
              {data.patterns.map((one) => (
                <Pattern key={one.id} pattern={one} meetingId={it.meeting.id} />
              ))}
            </ul>
            <SavePattern meeting={it.meeting} />
          </>
        )}
      </Answered>
    </Fold>
  );
}

function Pattern(it: { readonly pattern: PatternView; readonly meetingId: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("bodies", getMeeting, getDesk, listAgendaPatterns);
  const { pattern } = it;
  async function fill(): Promise<void> {
    const work = () => call(fillAgenda, { params: { meetingId: it.meetingId }, body: { patternId: pattern.id } });
    await act(work, ({ added }) => ({ text: t("bodies.pattern.filled", { n: added }) }));
  }
  async function remove(): Promise<void> {
    await act(() => call(removeAgendaPattern, { params: { patternId: pattern.id } }), {
      text: t("bodies.pattern.removed", { name: pattern.name }),
      undo: () => call(restoreAgendaPattern, { params: { patternId: pattern.id } }),
    });
  }
  return (
    <li className="stack stack-xs">
      <p>
        <b>{pattern.name}</b>
      </p>
      <p className="small muted">{f.list(pattern.items.map((item) => item.title))}</p>
      <p className="row">
        <Button kind="link" label={t("bodies.pattern.fill_of", { name: pattern.name })} onPress={() => void fill()}>
          {t("bodies.pattern.fill")}
        </Button>
        <Button kind="link" label={t("bodies.pattern.remove_of", { name: pattern.name })} onPress={() => void remove()}>
          {t("bodies.pattern.remove")}
        </Button>
      </p>
    </li>
  );
}

/** The items of this agenda that are no themes: those come anew each time. */
function SavePattern(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const [name, setName] = useState("");
  const [round, setRound] = useState(0);
  const items = it.meeting.items.flatMap((item) =>
    item.kind === "report_back" || item.kind === "other"
      ? [{ kind: item.kind, title: item.title, minutesPlanned: item.minutesPlanned, audience: item.audience }]
      : [],
  );
  if (items.length === 0) return null;
  return (
    <Form
      key={round}
      kind="secondary"
      submit={t("bodies.pattern.save")}
      wordsForProblem={reasons.problem}
      onSubmit={async ({ id }) => {
        await call(saveAgendaPattern, {
          params: { patternId: id },
          body: { name, bodyKind: it.meeting.bodyKind, items, version: 0 },
        });
        say({ text: t("bodies.pattern.saved") });
        setName("");
        setRound(round + 1);
        await refresh(listAgendaPatterns);
      }}
    >
      <TextField
        name="name"
        label={t("bodies.pattern.name")}
        hint={t("bodies.pattern.name_hint")}
        value={name}
        onChange={setName}
        maxLength={120}
        isRequired
      />
    </Form>
  );
}
