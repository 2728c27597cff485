export const BUILDINGS = ["Aldine", "Curie", "Kepler", "Noether", "Old Mill"];

export const FACULTIES = ["Arts", "Engineering", "Medicine", "Science", "Social Sciences"];

export const NATIONS = ["British", "French", "German", "Indian", "Irish", "Kenyan", "Polish", "Turkish"];

export const HOME_CITIES = [
  "Bristol",
  "Cork",
  "Dublin",
  "Gdansk",
  "Izmir",
  "Leeds",
  "Lyon",
  "Mombasa",
  "Pune",
];

export const SUBJECTS: readonly { title: string; faculty: string }[] = [
  ["Anatomy", "Medicine"],
  ["Anthropology", "Social Sciences"],
  ["Archaeology", "Arts"],
  ["Astronomy", "Science"],
  ["Biology", "Science"],
  ["Chemistry", "Science"],
  ["Civil Engineering", "Engineering"],
  ["Computer Science", "Engineering"],
  ["Dentistry", "Medicine"],
  ["Economics", "Social Sciences"],
  ["Electrical Engineering", "Engineering"],
  ["Film Studies", "Arts"],
  ["Geography", "Science"],
  ["Geology", "Science"],
  ["History", "Arts"],
  ["Law", "Social Sciences"],
  ["Linguistics", "Arts"],
  ["Mathematics", "Science"],
  ["Mechanical Engineering", "Engineering"],
  ["Music", "Arts"],
  ["Nursing", "Medicine"],
  ["Pharmacy", "Medicine"],
  ["Philosophy", "Arts"],
  ["Physics", "Science"],
  ["Political Science", "Social Sciences"],
  ["Psychology", "Social Sciences"],
  ["Sociology", "Social Sciences"],
  ["Statistics", "Science"],
  ["Theatre", "Arts"],
  ["Urban Planning", "Engineering"],
].map(([title, faculty]) => ({ title: title ?? "", faculty: faculty ?? "" }));
