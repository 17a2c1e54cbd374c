// What the relay would not do after a form was closed: somebody was faster with the name, or its disk is full. The form is
// there again with all that was typed and the reason, unless the person is at another one by now; the reason is said anyway.
#include "core/inbox/contact_merge.h"
#include "core/inbox/naming.h"
#include "core/inbox/person_attributes.h"
#include "web/app/app.h"
#include "web/app/change_one.h"
#include "web/app/contact_edit.h"
#include "web/app/form_pane.h"
#include "web/app/tag_colours.h"

namespace tributary::app {
namespace {

const Tag* tag_named(const State& state, std::string_view name) {
  const Tag* found = nullptr;
  state.tags.for_each([&](const TagId&, const Tag& tag) {
    if (!tag.archived && same_name(tag.name, name)) found = &tag;
  });
  return found;
}

int choice_of(std::uint32_t colour) {
  for (std::size_t i = 0; i < tag_colours.size(); ++i)
    if (tag_colours[i].rgb == colour) return static_cast<int>(i);
  return -1;
}

}  // namespace

// A tag that was made to be put on a conversation: whoever was faster made the one that was meant. True: that was all.
bool App::tag_was_made(const ClientSession::Notice& notice) {
  if (const auto* put = std::get_if<TagConversation>(&notice.command))
    return notice.code == "unknown_tag" && !session_->state().tags.find(put->tag) && tags_made_for_.erase(put->tag) > 0;
  const auto* made = std::get_if<CreateTag>(&notice.command);
  const auto meant = made ? tags_made_for_.find(same_bits<TagId>(notice.id)) : tags_made_for_.end();
  const Tag* other = meant != tags_made_for_.end() && notice.code == "name_taken" ? tag_named(session_->state(), made->name) : nullptr;
  if (!other) return false;
  const std::uint64_t told = subject_of(TagConversation{meant->second, meant->first}, meant->second);
  std::erase_if(state_.toasts, [told](const Toast& one) { return one.subject == told; });
  change_one(TagConversation{meant->second, other->id});
  return true;
}

void App::form_refused(const ClientSession::Notice& notice, const std::string& why) {
  if (const auto* tag = std::get_if<CreateTag>(&notice.command)) {
    intent::OpenForm form{Dialog::tag_form};
    if (const auto meant = tags_made_for_.find(same_bits<TagId>(notice.id)); meant != tags_made_for_.end()) form.conversation = meant->second;
    if (open_again(form, {tag->name, tag->description}, notice, why)) state_.form.choice = choice_of(tag->colour);
  } else if (const auto* changed = std::get_if<ChangeTag>(&notice.command)) {
    intent::OpenForm form{Dialog::tag_form};
    form.tag = changed->tag;
    if (open_again(form, {changed->name, changed->description}, notice, why)) state_.form.choice = choice_of(changed->colour);
  } else if (const auto* team = std::get_if<ConfigureTeam>(&notice.command)) {
    intent::OpenForm form{Dialog::team_form};
    form.thing.team = team->team;
    if (open_again(form, {team->name}, notice, why)) state_.form.members = team->members;
  } else if (const auto* saved = std::get_if<SaveCustomer>(&notice.command)) {
    const CustomerRecord& r = saved->record;
    intent::OpenForm form{Dialog::customer_form};
    form.customer = r.id;
    open_again(form, {r.name, r.reference, r.company, r.email, r.phone, r.url}, notice, why);
  } else if (const auto* renamed = std::get_if<RenameContact>(&notice.command)) {
    edit_again(ContactPart::name, renamed->contact, {renamed->name}, why);
  } else if (const auto* known = std::get_if<SetAttributes>(&notice.command)) {
    std::vector<ContactAttributes> family = session_->words().attributes_of_family(session_->state(), known->contact);
    for (ContactAttributes& one : family)
      if (one.id == known->contact) one.attributes = known->attributes;
    std::vector<std::string> texts;
    for (const Attribute& one : attributes_of_person(family)) texts.push_back(one.name), texts.push_back(one.value);
    edit_again(ContactPart::attributes, root_contact(session_->state(), known->contact), texts, why);
  }
}

bool App::open_again(const intent::OpenForm& form, const std::vector<std::string>& texts, const ClientSession::Notice& notice, const std::string& why) {
  if (state_.dialog.kind != Dialog::none) return false;
  open_form(form);
  for (std::size_t i = 0; i < texts.size(); ++i) state_.form.text[nodes::form_field(static_cast<int>(i))] = texts[i];
  state_.form.error = why;
  if (notice.code == "name_taken") wrong_in(0, why);
  return true;
}

void App::edit_again(ContactPart part, ContactId contact, const std::vector<std::string>& texts, const std::string& why) {
  ContactEdit& edit = state_.contact_edit;
  if (edit.part != ContactPart::none) return;
  edit = ContactEdit{part, contact, static_cast<int>(texts.size() / 2), {}, why, part == ContactPart::name ? 0 : -1, session_->words().attributes(session_->state(), contact)};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const NodeId field = nodes::contact_field(static_cast<int>(i));
    edit.text[field] = texts[i];
    platform::set_field_text(field, texts[i]);
  }
}

// The link to a record that was never kept: what the form that is there again saves is linked to the same person.
bool App::link_was_lost(const ClientSession::Notice& notice) {
  const auto* link = std::get_if<LinkCustomer>(&notice.command);
  if (!link || !link->customer || session_->state().customers.find(link->customer)) return false;
  const bool there = state_.dialog.kind == Dialog::customer_form && !state_.dialog.customer;
  if (there) state_.dialog.contact = link->contact;
  return there;
}

}  // namespace tributary::app
