/** Resident identity number (公民身份号码, GB 11643-1999): division, birth date and check character agree. */
export function isResidentId(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false;
  return (
    PROVINCES.has(text.slice(0, 2)) &&
    text.slice(2, 6) !== '0000' &&
    isBirth(text) &&
    checkCharacter(text) === text.charAt(17).toUpperCase()
  );
}

/** First two digits of division codes (GB/T 2260), with 81–83 for residence permits of Hong Kong, Macao and Taiwan residents. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function checkCharacter(text: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text.charAt(index)), 0);
  return '10X98765432'.charAt(sum % 11);
}

function isBirth(text: string): boolean {
  const [year, month, day] = [
    Number(text.slice(6, 10)),
    Number(text.slice(10, 12)),
    Number(text.slice(12, 14)),
  ];
  return year >= 1880 && year <= 2100 && isDate(year, month, day);
}

export function isDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Luhn's check (ISO/IEC 7812-1, annex B). */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const twice = index % 2 === 1 ? digit * 2 : digit;
    sum += twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

/** Bank cards in use in China by issuer range: UnionPay 62 with 16–19 digits; 4 and 51–55 with 16; 35 and 34/37 left out as rare. */
export function isCardNumber(digits: string): boolean {
  const range =
    (/^62\d{14,17}$/.test(digits) || /^(?:4\d{3}|5[1-5]\d{2})\d{12}$/.test(digits)) &&
    !/^(\d)\1+$/.test(digits);
  return range && isLuhn(digits);
}
