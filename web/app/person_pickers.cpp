// Whom to merge with, and which customer record a contact belongs to.
#include <algorithm>

#include "core/base/text.h"
#include "core/inbox/contact_merge.h"
#include "web/app/entry_words.h"
#include "web/app/header_scan.h"
#include "web/app/icons.h"
#include "web/app/person_facts.h"
#include "web/app/picker.h"
#include "web/app/words.h"

namespace tributary::app {

// Each person once, with all their addresses.
std::vector<PickerOption> merge_options(Frame& f) {
  const ContactId into = root_contact(f.data(), f.state.dialog.contact);
  const std::string query = search_fold(f.state.dialog.query);
  std::vector<ContactId> seen{into};
  std::vector<PickerOption> all;
  for (const ConversationId id : f.state.search.scan.found) {
    const ContactId other = contact_of(f.data(), id);
    if (!other || std::find(seen.begin(), seen.end(), other) != seen.end()) continue;
    seen.push_back(other);
    PickerOption one;
    one.title = person_title(f.words(), f.data(), other);
    one.detail = addresses_words(f, other);
    one.title_marks = marks_of(query, one.title);
    one.detail_marks = marks_of(query, one.detail);
    one.icon = icon::person;
    one.wanted = intent::OpenForm{Dialog::merge_preview, f.state.dialog.conversation, into, other};
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<PickerOption> customer_options(Frame& f) {
  const DialogState& dialog = f.state.dialog;
  const ContactId owner = customer_owner(f.data(), dialog.contact);
  const CustomerId linked = customer_of(f.data(), owner);
  const std::string query = search_fold(dialog.query);
  std::vector<PickerOption> all;
  for (const CustomerSearch::Found& found : f.state.customers.found) {
    PickerOption one;
    one.title = found.name;
    one.detail = words::dotted(f.ui, {found.company, found.reference, found.email});
    one.title_marks = marks_of(query, one.title);
    one.detail_marks = marks_of(query, one.detail);
    one.icon = icon::card;
    one.checked = linked == found.id;
    one.section = words::people::customers;
    one.wanted = intent::Do{LinkCustomer{owner, found.id}, words::formatted(words::people::customer_linked, {{"name", found.name}}), {LinkCustomer{owner, linked}}};
    all.push_back(std::move(one));
  }
  PickerOption make;
  make.title = blank(dialog.query) ? std::string(words::people::customer_new) : words::formatted(words::people::customer_create, {{"name", dialog.query}});
  make.section = words::people::customer_new;
  make.icon = icon::plus;
  make.wanted = intent::OpenForm{Dialog::customer_form, dialog.conversation, dialog.contact, {}, {}, {}, dialog.query};
  all.push_back(std::move(make));
  return all;
}

}  // namespace tributary::app
