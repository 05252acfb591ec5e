import { type ReactNode, useEffect, useRef, useState } from "react";
import { useRefresh } from "../../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../../platform/web/api.ts";
import { today } from "../../../../platform/web/clock.ts";
import { Actions, Button } from "../../../../platform/web/form/button.tsx";
import { Row } from "../../../../platform/web/page/page.tsx";
import { Note } from "../../../../platform/web/page/panel.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../../platform/web/texts.ts";
import { getSite, listWords, orderWords, type VocabularyView } from "../../contract.ts";
import { movedTo } from "../../vocabulary/rules.ts";

type Way = "up" | "down" | "first";

/** The order of a list, put right in the page and saved once. The focus stays with the word that moves; where it came to is said. */
export function OrderWords(it: { readonly list: VocabularyView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const say = useToast();
  const refresh = useRefresh();
  const { vocabulary, words } = it.list;
  const before = words.map((one) => one.code);
  const [order, setOrder] = useState(() =>
    words.filter((one) => one.validUntilOn === null || one.validUntilOn >= today()).map((one) => one.code),
  );
  const [said, setSaid] = useState("");
  const [trouble, setTrouble] = useState<string>();
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const moved = useRef<string>(undefined);
  useEffect(() => {
    if (moved.current === undefined) return;
    const [code, way] = moved.current.split(" ");
    const other = way === "down" ? "up" : "down";
    (buttons.current.get(moved.current) ?? buttons.current.get(`${code} ${other}`))?.focus();
    moved.current = undefined;
  });
  const labelOf = (code: string) => words.find((one) => one.code === code)?.[language] ?? code;
  const put = (codes: readonly string[], known: readonly string[]) =>
    call(orderWords, { params: { vocabulary }, body: { codes: [...codes], known: [...known] } }).then(() => refresh(listWords, getSite));

  function move(code: string, way: Way): void {
    const from = order.indexOf(code);
    const to = way === "up" ? from - 1 : way === "down" ? from + 1 : 0;
    moved.current = `${code} ${way}`;
    setOrder(movedTo(order, from, to));
    setSaid(t("network.words.place", { word: labelOf(code), place: to + 1, n: order.length }));
  }
  async function save(): Promise<void> {
    // what is not offered any more stands behind
    const codes = [...order, ...before.filter((code) => !order.includes(code))];
    try {
      await put(codes, before);
      say({ text: t("network.words.ordered"), undo: () => put(before, codes) });
      it.onDone();
    } catch (error) {
      const problem = problemOf(error);
      setTrouble(t.maybe(`network.words.order_problem.${problem.reason ?? ""}`) ?? t(`platform.problem.${problem.code}`));
    }
  }
  const button = (code: string, way: Way, isThere: boolean) =>
    isThere && (
      <Button
        kind="link"
        label={t(`network.words.${way}_of`, { word: labelOf(code) })}
        ref={(element) => {
          if (element) buttons.current.set(`${code} ${way}`, element);
          else buttons.current.delete(`${code} ${way}`);
        }}
        onPress={() => move(code, way)}
      >
        {t(`network.words.${way}`)}
      </Button>
    );
  return (
    <div className="stack stack-m">
      <p className="small muted">{t("network.words.order_note")}</p>
      <ol className="list" aria-label={t("network.words.order_of", { list: t.maybe(`network.vocabulary.${vocabulary}`) ?? vocabulary })}>
        {order.map((code, index) => (
          <li key={code} className="row row--apart">
            <span>
              <span className="muted">{index + 1}.</span> {labelOf(code)}
            </span>
            <span className="row">
              {button(code, "up", index > 0)}
              {button(code, "down", index < order.length - 1)}
              {button(code, "first", index > 1)}
            </span>
          </li>
        ))}
      </ol>
      <output className="kern-sr-only">{said}</output>
      <Row>
        <Button
          kind="link"
          onPress={() => {
            const { compare } = new Intl.Collator(language);
            setOrder(order.toSorted((a, b) => compare(labelOf(a), labelOf(b))));
            setSaid(t("network.words.by_alphabet_said"));
          }}
        >
          {t("network.words.by_alphabet")}
        </Button>
      </Row>
      {trouble !== undefined && (
        <Note tone="bad" live>
          <p>{trouble}</p>
        </Note>
      )}
      <Actions>
        <Button kind="primary" onPress={() => void save()}>
          {t("network.words.order_save")}
        </Button>
        <Button kind="link" onPress={it.onDone}>
          {t("network.words.order_leave")}
        </Button>
      </Actions>
    </div>
  );
}
