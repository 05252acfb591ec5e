import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, OutLink } from "../../../platform/web/form/button.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { type AgendaItemView, getStory, publishStory, type StoryView, withdrawStory } from "../contract.ts";

/** From the gap to the answer, in two sentences for everybody. Nothing of an item is public before somebody has written them. */
export function PublicStory(it: { readonly item: AgendaItemView }): ReactNode {
  const story = useAnswer(getStory, { params: { itemId: it.item.id } });
  return <Answered query={story}>{(view) => <StoryForm key={view.version} item={it.item} story={view} path={view.path} />}</Answered>;
}

function StoryForm(it: { readonly item: AgendaItemView; readonly story: StoryView; readonly path: string }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const { item, story } = it;
  const [gap, setGap] = useState(story.gap !== "" ? story.gap : (item.theme?.sentence ?? item.background).slice(0, 600));
  const [answer, setAnswer] = useState(story.answer !== "" ? story.answer : (item.decisions[0]?.wording ?? "").slice(0, 600));
  return (
    <>
      <p className="small">
        {t(story.isPublished ? "bodies.public.is_there" : "bodies.public.is_not_there")}{" "}
        <OutLink href={it.path}>{t("bodies.public.open")}</OutLink>
      </p>
      <Form
        kind="secondary"
        submit={t(story.isPublished ? "bodies.public.change" : "bodies.public.publish")}
        draft={`story:${item.id}`}
        wordsForProblem={reasons.problem}
        onChangedMeanwhile={() => void refresh(getStory)}
        onSubmit={async () => {
          await call(publishStory, { params: { itemId: item.id }, body: { gap, answer, version: story.version } });
          say({ text: t("bodies.public.published") });
          await refresh(getStory);
        }}
        beside={
          story.isPublished ? (
            <Button
              kind="link"
              onPress={() =>
                void call(withdrawStory, { params: { itemId: item.id } }).then(async () => {
                  say({ text: t("bodies.public.withdrawn") });
                  await refresh(getStory);
                })
              }
            >
              {t("bodies.public.withdraw")}
            </Button>
          ) : undefined
        }
      >
        <TextArea name="gap" label={t("bodies.public.gap")} value={gap} onChange={setGap} rows={3} maxLength={600} isRequired />
        <TextArea
          name="answer"
          label={t("bodies.public.answer")}
          hint={t("bodies.public.hint")}
          value={answer}
          onChange={setAnswer}
          rows={3}
          maxLength={600}
          isRequired
        />
      </Form>
    </>
  );
}
