#pragma once
// What the team says among itself (D40). A note is another command, another event and another row than a
// message: nothing that sends anything to a customer ever looks at one.
#include "core/inbox/decision.h"

namespace tributary {

// Of a conversation, or of a contact when no conversation is named. The note takes the command's id.
// Refused: empty_message, note_too_long, unknown_conversation, unknown_contact, unknown_agent (a mention),
// not_allowed (only agents and programs write notes), id_conflict.
struct AddNote { ConversationId conversation; ContactId contact; std::string text; std::vector<AgentId> mentions; };
struct NoteAdded { NoteId note; ConversationId conversation; ContactId contact; std::vector<AgentId> mentions; };

// One's own only: not_the_author. unknown_note when it was deleted. Deleting empties the words for good.
struct EditNote { NoteId note; std::string text; std::vector<AgentId> mentions; };
struct NoteEdited { NoteId note; ConversationId conversation; ContactId contact; std::vector<AgentId> mentions; };
struct DeleteNote { NoteId note; };
struct NoteDeleted { NoteId note; ConversationId conversation; ContactId contact; };

Decision decide(const State&, const AddNote&, const Stamp&);
Decision decide(const State&, const EditNote&, const Stamp&);
Decision decide(const State&, const DeleteNote&, const Stamp&);
void apply(State&, const NoteAdded&, const Stamp&);
void apply(State&, const NoteEdited&, const Stamp&);
void apply(State&, const NoteDeleted&, const Stamp&);

std::vector<NoteId> notes_of(const State&, ContactId);  // about the person, of all merged contacts; in the order of writing

// Keeps the table by contact in step; also for what loads a snapshot.
void put_note(State&, const Note&);

}  // namespace tributary
