#pragma once
// What the dialogs and the contact pane remember while somebody is at work in them: what was typed, what was found.
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/base/types.h"
#include "core/inbox/content.h"
#include "core/view/search_query.h"
#include "web/app/pending_file.h"

namespace tributary::app {

// Fields of the dialog that is open, or of the part of the contact pane that is being edited. What was typed stays
// through every refusal.
struct FormState {
  std::map<std::uint64_t, std::string> text;  // node -> what it holds now
  int choice = 0, second = -1, third = 0;     // of groups of radio buttons
  NumberId number;                            // a new conversation is written from it; others come and go beside it …
  TemplateId message_template;                // … as beside its template
  std::vector<std::string> blanks;            // of a template: whose sample stands in which field; of a new conversation: what stands in them by itself
  std::string error;
  int wrong = -1;                             // the field it is about, where it is said; -1: below them all
  std::vector<AgentId> members;               // of a team
  std::vector<std::string> shown;             // of a customer record: its fields when this was begun
  bool busy = false;                          // asked of the relay, not yet answered
  std::string sent, once;                     // what was asked last, and the key under which it has one effect
  CommandId again;                            // what was refused and is edited here: "Not sent" until this is sent
  std::vector<PendingFile> files;             // of a new conversation that was begun before another took its place
  float height = 0;                           // as it was drawn last
};

// The part of the contact pane that is being edited in place.
enum class ContactPart : std::uint8_t { none, name, attributes, note };
struct ContactEdit {
  ContactPart part = ContactPart::none;
  ContactId contact;
  int rows = 0;                               // attributes: how many lines of fields
  std::map<std::uint64_t, std::string> text;  // what its fields hold
  std::string error;
  int wrong = -1;                             // the field it is about; -1: none in particular
  std::vector<Attribute> shown = {};          // when it was begun: of these is taken away what is not there any more
};

using Marks = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // bytes that were searched for

// One message or note that the relay found. A note about a person is of no conversation.
struct FoundMessage {
  ConversationId conversation;
  ContactId contact;
  MessageId message;
  NoteId note;
  double at_ms = 0;
  std::string name, text;
  Marks marks;
};

// The headers searched in the browser, newest first, some thousand a frame.
struct HeaderScan {
  struct Row { ConversationId conversation; std::uint64_t pairs = 0; std::string folded; };  // pairs: of neighbouring letters (pairs_of)
  std::vector<Row> rows;                      // made once while the dialog is open and the list stays as it is, ahead of what is typed
  std::uint64_t placed = 0;                   // InboxIndex::placed() when the first of them was made
  std::string typed;
  SearchQuery query;                          // its words folded (search_fold)
  std::uint64_t pairs = 0;                    // of all its words: what lacks one of them is not looked at further
  Instant before, after;                      // its days on the person's clock
  std::size_t at = 0;                         // how many rows have been looked at for this query
  bool done = false;
  std::vector<ConversationId> found;
  std::vector<std::string> languages;         // other than the interface's, of titles that were handed over to be measured
};

struct SearchState {
  HeaderScan scan;
  std::string typed, asked;                   // typed: seen last; asked: of the relay
  double typed_ms = 0;
  int number = 0;                             // of the request: an answer to an older one is thrown away
  bool waiting = false, failed = false, complete = true, more = false;  // more: a further page was asked for
  bool too_long = false;                      // for the relay: what this device knows is looked through all the same
  std::vector<FoundMessage> messages;
  std::string next;                           // the relay has more after this
};

struct CustomerSearch {
  std::string asked;
  int number = 0;
  bool begun = false, waiting = false, failed = false;
  struct Found { CustomerId id; std::string name, company, reference, email; };
  std::vector<Found> found;
};

// A message that is to be shown, loading older pages until it is there.
struct Seek {
  ConversationId conversation;
  std::uint64_t entry = 0;                    // the thread's key of it; 0: nothing is sought
};

}  // namespace tributary::app
