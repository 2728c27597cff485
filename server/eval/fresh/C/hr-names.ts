export const FIRST_NAMES =
  "Amelia,Bruno,Catherine,Dennis,Elif,Fiona,Gustav,Helena,Ivan,Julia,Kamil,Laura,Mateo,Nina,Omar,Paula,Ravi,Sabine,Tobias,Ursula,Viktor,Wanda,Xavier,Yvonne,Zoltan,Anita,Boris,Claire,David,Emma,Felix,Greta".split(
    ",",
  );

export const LAST_NAMES =
  "Albrecht,Baker,Costa,Delgado,Eriksen,Fischer,Gruber,Hansen,Ivanova,Jansen,Keller,Lindqvist,Moreau,Novak,Ortega,Petrov,Reyes,Schmidt,Tanaka,Urban,Vogel,Weber,Young,Zimmer,O'Neill,Marsh,Kaya,Silva,Bauer,Lopez".split(
    ",",
  );

export const CITIES = ["Hamburg", "Bremen", "Rotterdam", "Antwerp", "Vienna", "Graz", "Lyon", "Porto"];

export const DEPARTMENTS =
  "Accounting,Controlling,Treasury,Payroll,Human Resources,Recruiting,Legal,Compliance,Purchasing,Logistics,Warehouse,Production,Maintenance,Quality Assurance,Research,Design,Marketing,Public Relations,Inside Sales,Field Sales,Customer Care,IT Operations,Software Development,Data Protection,Facilities,Security,Canteen,Fleet,Internal Audit,Executive Office".split(
    ",",
  );

/** What a position is called, with the grades (1 lowest) it is paid in. */
export const TITLES: readonly (readonly [title: string, low: number, high: number])[] = [
  ["Accountant", 3, 5],
  ["Payroll Clerk", 2, 3],
  ["Recruiter", 3, 4],
  ["HR Business Partner", 4, 6],
  ["Legal Counsel", 5, 7],
  ["Buyer", 3, 5],
  ["Warehouse Operative", 1, 2],
  ["Forklift Driver", 1, 2],
  ["Machine Operator", 1, 3],
  ["Maintenance Technician", 2, 4],
  ["Quality Inspector", 2, 4],
  ["Designer", 3, 5],
  ["Marketing Manager", 5, 6],
  ["Sales Representative", 2, 4],
  ["Customer Advisor", 1, 3],
  ["System Administrator", 3, 5],
  ["Software Engineer", 4, 6],
  ["Data Analyst", 4, 5],
  ["Security Guard", 1, 2],
  ["Cook", 1, 2],
  ["Driver", 1, 2],
  ["Internal Auditor", 4, 6],
  ["Team Lead", 5, 7],
  ["Head of Department", 7, 8],
];

export const COURSES: readonly (readonly [title: string, category: string])[] = [
  ["Fire Safety", "Safety"],
  ["First Aid", "Safety"],
  ["Forklift Licence", "Safety"],
  ["Working at Height", "Safety"],
  ["Data Privacy Basics", "Compliance"],
  ["Anti-Corruption", "Compliance"],
  ["Code of Conduct", "Compliance"],
  ["Excel for Beginners", "IT"],
  ["Advanced Excel", "IT"],
  ["SQL Foundations", "IT"],
  ["Phishing Awareness", "IT"],
  ["Leading Teams", "Leadership"],
  ["Giving Feedback", "Leadership"],
  ["Business English", "Language"],
  ["German for Starters", "Language"],
];

export const PROVIDERS = ["SkillForge", "Nordic Academy", "In-house", "SafeWork Partners", "Lingua Plus"];
