// The language of the interface: its plural rules.
const forms = ['zero', 'one', 'two', 'few', 'many', 'other'];  // platform.h's PluralForm
let rules = new Intl.PluralRules('en');

export const plural = n => forms.indexOf(rules.select(n));
