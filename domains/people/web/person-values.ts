import type { Day } from "../../../platform/web/day.ts";
import type { ContactDetails, Identity } from "../contract.ts";

/** As it is typed: empty text where nothing is known. */
export type PersonValues = {
  readonly familyName: string;
  readonly givenNames: string;
  readonly birthDate: Day | null;
  readonly birthYear: number | null;
  readonly sex: Identity["sex"];
  readonly nationality: string;
  readonly languages: string;
  readonly isPseudonym: boolean;
};
export type ContactValues = Readonly<Record<keyof ContactDetails, string>>;

const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

export function personValues(identity: Identity | null): PersonValues {
  return {
    familyName: identity?.familyName ?? "",
    givenNames: identity?.givenNames ?? "",
    birthDate: identity?.birthDate ?? null,
    birthYear: identity?.birthYear ?? null,
    sex: identity?.sex ?? null,
    nationality: identity?.nationality ?? "",
    languages: identity?.languages.join(", ") ?? "",
    isPseudonym: identity?.isPseudonym ?? false,
  };
}

export function identityOf(values: PersonValues): Identity {
  const languages = values.languages
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
  return {
    familyName: orNull(values.familyName),
    givenNames: orNull(values.givenNames),
    birthDate: values.birthDate,
    birthYear: values.birthDate === null ? values.birthYear : null,
    sex: values.sex,
    nationality: orNull(values.nationality),
    languages,
    isPseudonym: values.isPseudonym,
  };
}

export function contactValues(details: ContactDetails | null): ContactValues {
  return {
    phone: details?.phone ?? "",
    email: details?.email ?? "",
    street: details?.street ?? "",
    postcode: details?.postcode ?? "",
    townName: details?.townName ?? "",
    note: details?.note ?? "",
  };
}

export function contactDetailsOf(values: ContactValues): ContactDetails {
  return {
    phone: orNull(values.phone),
    email: orNull(values.email),
    street: orNull(values.street),
    postcode: orNull(values.postcode),
    townName: orNull(values.townName),
    note: orNull(values.note),
  };
}
