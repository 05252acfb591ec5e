import { latinOf } from "./letters.ts";

/** What a column of a list of people says. */
export const columnRoles = [
  "id",
  "given",
  "family",
  "name",
  "birth",
  "birth_year",
  "birth_month",
  "birth_day",
  "sex",
  "nationality",
  "street",
  "house_number",
  "address_line",
  "town",
  "postcode",
  "region",
  "phone",
  "email",
  "number",
] as const;
export type ColumnRole = (typeof columnRoles)[number];

const words: Record<ColumnRole, string> = {
  id: "id recid recordid record rec identifier key personid clientid patientid lfdnr laufendenummer nr nummer zeile row rowid uid uuid datensatz",
  given:
    "givenname givennames given firstname first forename forenames vorname vornamen rufname fname gname prenom prenoms ersternvorname nameofperson",
  family:
    "surname surnames lastname last familyname family nachname nachnamen familienname zuname sname lname nom apellido apellidos familienundgeburtsname",
  name: "name names fullname vollname vollstaendigername person personname namevollstaendig completename nameundvorname vornameundname vornamename namevorname token spelling variant",
  birth: "dateofbirth dob birthdate birthday birth geburtsdatum geburtstag gebdatum gebdat geb geboren geborenam gebam bdate datenaissance",
  birth_year: "yearofbirth birthyear geburtsjahr yob byear jahrgang",
  birth_month: "monthofbirth birthmonth geburtsmonat mob bmonth",
  birth_day: "dayofbirth birthdayofmonth geburtstagimmonat bday tagdergeburt",
  sex: "sex gender geschlecht",
  nationality:
    "nationality nationalities staatsangehoerigkeit nationalitaet citizenship staat herkunftsland herkunft countryofbirth geburtsland country land",
  street:
    "street address address1 addressline1 streetname streetaddress strasse strassehausnummer strasseundhausnummer anschrift adresse strassenname addr1 addr",
  house_number: "streetnumber housenumber houseno streetno hausnummer hausnr strassennummer hnr",
  address_line: "address2 addressline2 adresszusatz zusatz addr2 address3",
  town: "suburb city town ort wohnort stadt locality place gemeinde ortsname place0fresidence village",
  postcode: "postcode postalcode zip zipcode plz postleitzahl",
  region: "state province region bundesland county kreis landkreis",
  phone: "phone phonenumber telephone telefon telefonnummer tel mobile mobil mobilnummer handy handynummer cell rufnummer",
  email: "email mail emailaddress mailadresse emailadresse",
  number:
    "socsecid ssn socialsecuritynumber socialsecurityid nationalid nationalinsurancenumber nhsnumber medicare taxid steuerid steueridentifikationsnummer sozialversicherungsnummer svnummer rentenversicherungsnummer krankenversicherungsnummer versichertennummer azrnummer azr aktenzeichen az passport passportnumber passnummer ausweisnummer ausweis idnumber kundennummer bgnummer dnummer",
};

const roles = new Map<string, ColumnRole>();
for (const role of columnRoles) for (const word of words[role].split(" ")) roles.set(word, role);

/** What a heading says; undefined for one that is not usual. */
export function roleOfHeading(heading: string): ColumnRole | undefined {
  const plain = latinOf(heading).replaceAll(/[^a-z0-9]/g, "");
  return (
    roles.get(plain) ??
    roles.get(plain.replace(/(?:der|des)?(?:person|client|klient|kunde|ratsuchende)n?$/, "").replace(/^(?:person|client)/, ""))
  );
}
