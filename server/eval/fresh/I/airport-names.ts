/** Code, name and country of airlines. */
export const AIRLINES = [
  ["NW", "Nordwind Air", "DE"],
  ["BA", "Balearic Air", "ES"],
  ["CX", "Celtic Express", "IE"],
  ["DV", "Danube Voyager", "AT"],
  ["EA", "Elbe Airways", "DE"],
  ["FJ", "Fjordline Air", "NO"],
  ["GA", "Gallia", "FR"],
  ["HL", "Helvetia Lines", "CH"],
  ["IB", "Iberavia", "ES"],
  ["JT", "Jutland Air", "DK"],
  ["KR", "Krakowia", "PL"],
  ["LS", "Loire Sky", "FR"],
  ["MD", "Meridian", "IT"],
  ["NL", "Nordsee Luft", "DE"],
  ["OL", "Olive Air", "GR"],
  ["PL", "Polar Link", "FI"],
  ["QR", "Quadriga", "DE"],
  ["RT", "Rhein-Tal", "DE"],
  ["SV", "Sverige Vinge", "SE"],
  ["TP", "Tejo Airlines", "PT"],
  ["UA", "Union Adriatica", "IT"],
  ["VB", "Visby Air", "SE"],
  ["WX", "West Cargo", "GB"],
  ["XA", "Xenia Air", "GR"],
  ["YK", "Yorkshire Air", "GB"],
  ["ZL", "Zealand Jet", "DK"],
  ["AE", "Aegina Wings", "GR"],
  ["BR", "Bretagne Air", "FR"],
  ["CO", "Corsica Nova", "FR"],
  ["DO", "Dolomiti", "IT"],
  ["ES", "Esterel", "FR"],
  ["FN", "Finnmark", "NO"],
  ["GO", "Gotia", "SE"],
  ["HA", "Hanseatic", "DE"],
  ["IS", "Isla", "ES"],
  ["JU", "Jura Wings", "CH"],
] as const;

/** Type, seats, take-off weight in tonnes and whether it is a wide body. */
export const TYPES = [
  ["A319", 144, 75, 0],
  ["A320", 180, 78, 0],
  ["A321", 220, 93, 0],
  ["B738", 189, 79, 0],
  ["E190", 100, 51, 0],
  ["AT76", 72, 23, 0],
  ["A333", 285, 233, 1],
  ["B789", 240, 254, 1],
  ["B77W", 380, 351, 1],
] as const;

export const PLACES = "LHR CDG AMS MAD FCO VIE ZRH ARN CPH OSL HEL WAW LIS ATH DUB PMI BCN JFK".split(" ");

export const FIRST_NAMES = "Anna Bo Carla Deniz Emil Fatma Goran Hanna Ivo Jana Karim Lena Milan Nora".split(
  " ",
);

export const LAST_NAMES =
  "Albers Brandt Celik Dietz Engel Fuchs Grau Hahn Ivanov Jung Kowal Lorenz Marek Nowak Otto Petri".split(
    " ",
  );

export const INCIDENTS = [
  "Belt loader touched fuselage",
  "Fuel spill on stand",
  "Tug brake failure",
  "Person slipped on ramp",
  "Door damaged by stairs",
  "Foreign object on taxiway",
  "Bird strike reported",
];
