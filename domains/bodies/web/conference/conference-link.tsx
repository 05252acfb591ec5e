import type { ReactNode } from "react";
import { Link } from "../../../../platform/web/form/button.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";

/** On the page of the meeting: the way to what only planning conferences have. */
export function ConferenceLink(it: { readonly meetingId: string }): ReactNode {
  const t = useTexts();
  return (
    <p>
      <Link to={`/bodies/meetings/${it.meetingId}/conference`}>{t("bodies.conference.way")}</Link>
    </p>
  );
}
