import { locale } from "@/texts/language";

const NUMBER = new Intl.NumberFormat(locale);

export function figure(amount: number): string {
  return NUMBER.format(amount);
}
