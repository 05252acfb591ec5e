import { type ReactNode, useEffect, useState } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { ComboBox } from "../../../platform/web/form/choice.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { getOfferName, searchPages } from "../contract.ts";

/** What somebody types, once they pause. */
export function useSettled(typed: string, milliseconds = 250): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), milliseconds);
    return () => clearTimeout(timer);
  }, [typed, milliseconds]);
  return settled;
}

/** An offer of the directory, found by typing. */
export function OfferField(it: {
  readonly name: string;
  readonly value: string | null;
  readonly onChange: (offerId: string | null) => void;
}): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const [first] = useState(it.value);
  const known = useAnswer(getOfferName, { params: { pageId: first ?? "" }, query: { language } }, { when: first !== null });
  const [typed, setTyped] = useState("");
  const text = useSettled(typed).trim();
  const found = useAnswer(searchPages, { body: { text, language, size: 8, page: 1 } }, { when: text.length > 1, keep: true });
  // its name is what the field begins with
  if (first !== null && known.data === undefined && known.error === null) return null;
  const options = (text.length > 1 ? (found.data?.hits ?? []) : []).map((hit) => ({
    value: hit.id,
    label: hit.title,
    note: hit.path.map((one) => one.title).join(" › "),
  }));
  const own = known.data && !options.some((one) => one.value === known.data.id) ? [{ value: known.data.id, label: known.data.title }] : [];
  return (
    <ComboBox
      label={t("directory.offer.field")}
      hint={t("directory.offer.hint")}
      name={it.name}
      isOptional
      options={[...options, ...own]}
      onTyped={setTyped}
      value={it.value}
      onChange={it.onChange}
    />
  );
}
