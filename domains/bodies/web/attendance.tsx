import { type ReactNode, useState } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Chips, ComboBox } from "../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import { type AttendanceState, getMeeting, type MeetingView, noteAttendance } from "../contract.ts";

/** Who is there. Nobody is named but members and colleagues of the site who came as guests. */
export function Attendance(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { meeting } = it;
  const [isChanging, setChanging] = useState(false);
  const present = meeting.attendance.filter((one) => one.state === "present");
  const guests = meeting.attendance.filter((one) => one.state === "guest");
  const excused = meeting.attendance.filter((one) => one.state === "excused");
  const mayNote = meeting.abilities.prepare;
  if (!mayNote && meeting.attendance.length === 0) return null;
  return (
    <section className="session__people stack stack-s" aria-labelledby="attendance">
      <h2 id="attendance" className="legend">
        {t("bodies.attendance.title", { present: present.length, of: meeting.members.length })}
      </h2>
      <ul>
        {[...present, ...guests].map((one) => (
          <li key={one.membershipId}>
            {one.name}
            <span className="small muted">
              {one.state === "guest" ? t("bodies.attendance.guest_of", { unit: one.unitName }) : one.unitName}
            </span>
          </li>
        ))}
      </ul>
      {excused.length > 0 && (
        <p className="small muted">{t("bodies.attendance.excused", { names: f.list(excused.map((one) => one.name)) })}</p>
      )}
      {mayNote && (
        <p>
          <Button kind="link" onPress={() => setChanging(true)}>
            {t("bodies.attendance.change")}
          </Button>
        </p>
      )}
      {isChanging && <ChangeAttendance meeting={meeting} onClose={() => setChanging(false)} />}
    </section>
  );
}

function ChangeAttendance(it: { readonly meeting: MeetingView; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const site = useSite();
  const { meeting } = it;
  const [guestId, setGuestId] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const members = new Set(meeting.members.map((member) => member.membershipId));
  const guests = meeting.attendance.filter((one) => one.state === "guest");
  // what was just chosen shows at once; a refusal takes it back
  const [noted, setNoted] = useState<Readonly<Record<string, AttendanceState | null>>>({});
  const stateOf = (membershipId: string) => {
    const state = noted[membershipId] ?? meeting.attendance.find((one) => one.membershipId === membershipId)?.state ?? null;
    return state === "guest" ? null : state;
  };
  async function note(membershipId: string, state: AttendanceState | null): Promise<void> {
    setNoted((before) => ({ ...before, [membershipId]: state }));
    try {
      await call(noteAttendance, { params: { meetingId: meeting.id }, body: { membershipId, state } });
    } catch (error) {
      const problem = problemOf(error);
      say({ text: t.maybe(`bodies.reason.${problem.reason ?? ""}`) ?? t(`platform.problem.${problem.code}`) });
    }
    await refresh(getMeeting);
    setNoted(({ [membershipId]: _done, ...rest }) => rest);
  }
  const colleagues = (site.data?.members ?? [])
    .filter((member) => !members.has(member.id) && !guests.some((guest) => guest.membershipId === member.id))
    .map((member) => ({
      value: member.id,
      label: member.name,
      note: site.data?.units.find((unit) => unit.id === member.unitId)?.organisationName ?? "",
    }));
  return (
    <Dialog title={t("bodies.attendance.change")} onClose={it.onClose}>
      {meeting.members.map((member) => (
        <Chips
          key={member.id}
          label={`${member.name}, ${member.unitName}`}
          value={stateOf(member.membershipId)}
          onChange={(state) => void note(member.membershipId, state)}
          options={[
            { value: "present", label: t("bodies.attendance.present_button") },
            { value: "excused", label: t("bodies.attendance.excused_button") },
          ]}
        />
      ))}
      {guests.map((guest) => (
        <p key={guest.membershipId} className="row row--apart">
          <span>{t("bodies.attendance.guest", { name: guest.name, unit: guest.unitName })}</span>
          <Button
            kind="link"
            label={t("bodies.attendance.remove_of", { name: guest.name })}
            onPress={() => void note(guest.membershipId, null)}
          >
            {t("bodies.attendance.remove")}
          </Button>
        </p>
      ))}
      <ComboBox
        key={`${round} ${colleagues.length}`}
        label={t("bodies.attendance.add_guest")}
        hint={t("bodies.attendance.guest_hint")}
        options={colleagues}
        value={guestId}
        onChange={setGuestId}
      />
      <div className="actions">
        <Button
          onPress={() => {
            if (guestId === null) return;
            setGuestId(null);
            setRound((before) => before + 1);
            void note(guestId, "guest");
          }}
        >
          {t("bodies.attendance.add_guest_button")}
        </Button>
        <Button kind="link" onPress={it.onClose}>
          {t("platform.close")}
        </Button>
      </div>
    </Dialog>
  );
}
