#include "core/inbox/note.h"

#include <algorithm>

#include "core/base/sorted.h"
#include "core/base/text.h"
#include "core/inbox/catalogue.h"
#include "core/inbox/contact_merge.h"

namespace tributary {
namespace {

std::optional<Refused> wrong_with(const State& state, const std::string& text, const std::vector<AgentId>& mentions) {
  if (!valid_utf8(text)) return Refused(Refusal::invalid_value);
  if (blank(text)) return Refused(Refusal::empty_message);
  if (code_points(text) > static_cast<std::size_t>(limits::note_characters_max)) {
    Refused refused(Refusal::note_too_long);
    refused.limit = limits::note_characters_max;
    return refused;
  }
  if (mentions.size() > static_cast<std::size_t>(limits::mentions_max)) return Refused(Refusal::invalid_value);
  for (AgentId agent : mentions)
    if (!state.agents.find(agent)) return Refused(Refusal::unknown_agent);
  return {};
}

// Somebody mentioned twice is told once.
std::vector<AgentId> each_once(std::vector<AgentId> agents) {
  sort_list(agents);
  agents.erase(std::unique(agents.begin(), agents.end()), agents.end());
  return agents;
}

Result<Note> own_note(const State& state, NoteId id, const Stamp& stamp) {
  const Note* note = state.notes.find(id);
  if (!note) return Refused(Refusal::unknown_note);
  if (note->author != stamp.actor.agent) return Refused(Refusal::not_the_author);
  return *note;
}

}  // namespace

Decision decide(const State& state, const AddNote& command, const Stamp& stamp) {
  if (!stamp.actor.agent) return Refusal::not_allowed;
  if (auto wrong = wrong_with(state, command.text, command.mentions)) return *wrong;
  if (command.conversation && !state.conversations.find(command.conversation)) return Refusal::unknown_conversation;
  if (!command.conversation && !state.contacts.find(command.contact)) return Refusal::unknown_contact;
  const auto note = same_bits<NoteId>(stamp.cause);
  if (state.notes.find(note)) return Refusal::id_conflict;
  const ContactId contact = command.conversation ? ContactId{} : command.contact;
  return Outcome{{NoteAdded{note, command.conversation, contact, each_once(command.mentions)}}, {NoteBody{note, command.text}}};
}

Decision decide(const State& state, const EditNote& command, const Stamp& stamp) {
  if (auto wrong = wrong_with(state, command.text, command.mentions)) return *wrong;
  TRY(note, own_note(state, command.note, stamp));
  return Outcome{{NoteEdited{note.id, note.conversation, note.contact, each_once(command.mentions)}}, {NoteBody{note.id, command.text}}};
}

Decision decide(const State& state, const DeleteNote& command, const Stamp& stamp) {
  TRY(note, own_note(state, command.note, stamp));
  return Outcome{{NoteDeleted{note.id, note.conversation, note.contact}}, {NoteBody{note.id, {}}}};
}

std::vector<NoteId> notes_of(const State& state, ContactId person) {
  std::vector<std::pair<Instant, NoteId>> found;
  for (ContactId contact : merged_family(state, root_contact(state, person))) {
    const std::pair<ContactId, NoteId> first{contact, {}};
    state.notes_of_contact.visit([&](const auto& key, const Unit&) {
      if (key.first != contact) return false;
      if (const Note* note = state.notes.find(key.second)) found.emplace_back(note->at, note->id);
      return true;
    }, &first);
  }
  sort_list(found);
  std::vector<NoteId> notes;
  for (const auto& one : found) notes.push_back(one.second);
  return notes;
}

void put_note(State& state, const Note& note) {
  state.notes.edit(note.id) = note;
  if (note.contact) state.notes_of_contact.edit({note.contact, note.id});
}

void apply(State& state, const NoteAdded& event, const Stamp& stamp) {
  put_note(state, Note{event.note, event.conversation, event.contact, stamp.actor.agent, stamp.at, {}, event.mentions});
}

void apply(State& state, const NoteEdited& event, const Stamp& stamp) {
  Note& note = state.notes.edit(event.note);
  note.edited = stamp.at;
  note.mentions = event.mentions;
}

void apply(State& state, const NoteDeleted& event, const Stamp&) {
  state.notes.erase(event.note);
  if (event.contact) state.notes_of_contact.erase({event.contact, event.note});
}

}  // namespace tributary
