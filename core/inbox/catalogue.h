#pragma once
// Every command and every event, once. Adding a feature adds one line to each list.
#include <variant>
#include <vector>

#include "core/inbox/ageing.h"
#include "core/inbox/assign.h"
#include "core/inbox/call.h"
#include "core/inbox/configuration.h"
#include "core/inbox/contact.h"
#include "core/inbox/contact_merge.h"
#include "core/inbox/conversation.h"
#include "core/inbox/customer.h"
#include "core/inbox/delivery.h"
#include "core/inbox/many.h"
#include "core/inbox/message_in.h"
#include "core/inbox/message_template.h"
#include "core/inbox/new_conversation.h"
#include "core/inbox/note.h"
#include "core/inbox/offer_choices.h"
#include "core/inbox/read_marker.h"
#include "core/inbox/reply.h"
#include "core/inbox/saved_reply.h"
#include "core/inbox/send_template.h"
#include "core/inbox/session_window.h"
#include "core/inbox/snooze.h"
#include "core/inbox/tag.h"
#include "core/inbox/team.h"
#include "core/inbox/work_status.h"

namespace tributary {

using CommandOneOf = std::variant<  //
    ConfigureAccount, ConfigureService, ConfigureNumber, ConfigureAgent, ConfigureSettings,
    RenameContact,
    ReceiveMessage, UpdateMedia,
    SendReply,
    StartAttempt, RetryLater, ReportDelivery, SendAgain, MarkAsSent,
    Resolve, Reopen,
    Assign,
    MarkRead,
    RecordCall,
    Wake,
    ConfigureTemplate,
    AddNote, EditNote, DeleteNote,
    CreateTag, ChangeTag, ArchiveTag, RestoreTag, TagConversation, UntagConversation,
    Snooze,
    ConfigureTeam, ArchiveTeam,
    ChangeMany,
    MergeContacts, UnmergeContact,
    SetAttributes, SaveCustomer, LinkCustomer,
    SaveReply, RemoveSavedReply,
    SendTemplate, OfferChoices, StartConversation, CancelSend,
    TakeUp>;
// A class of its own, whose copying and destroying is compiled once: as a plain variant of so many kinds it took each file
// that touches one ten seconds to compile, and its name filled the objects.
struct Command : CommandOneOf {
  using CommandOneOf::variant;
  Command();
  Command(const Command&);
  Command(Command&&) noexcept;
  Command& operator=(const Command&);
  Command& operator=(Command&&) noexcept;
  ~Command();
};

using EventOneOf = std::variant<  //
    AccountConfigured, ServiceConfigured, NumberConfigured, AgentConfigured, SettingsConfigured,
    ContactAdded, IdentityBound, OptedOut, OptedIn, ContactRenamed,
    ThreadStarted, ConversationOpened,
    SessionOpened, SessionExpired,
    MessageReceived, MediaChanged,
    ReplyQueued,
    AttemptStarted, RetryScheduled, DeliveryChanged, SendAgainQueued,
    Resolved, Reopened,
    Assigned,
    MarkedRead,
    CallRecorded,
    TemplateConfigured,
    NoteAdded, NoteEdited, NoteDeleted,
    TagCreated, TagChanged, TagArchived, TagRestored, Tagged, Untagged,
    Snoozed, SnoozeEnded,
    TeamConfigured, TeamArchived, AssignedToTeam,
    ContactsMerged, ContactUnmerged,
    AttributesSet, CustomerSaved, CustomerLinked,
    ReplySaved, SavedReplyRemoved,
    SendHeld, TemplateUsed,
    LetGo, TakenUp>;
struct Event : EventOneOf {
  using EventOneOf::variant;
  Event();
  Event(const Event&);
  Event(Event&&) noexcept;
  Event& operator=(const Event&);
  Event& operator=(Event&&) noexcept;
  ~Event();
};

using Events = std::vector<Event>;

// What is to happen, and the words that go with it. An empty one is a yes that changes nothing.
struct Outcome { Events events; Contents contents; };

class [[nodiscard]] Decision : public Result<Outcome> {
 public:
  using Result<Outcome>::Result;
  Decision(Refusal why) : Result<Outcome>(Refused(why)) {}  // NOLINT
  Decision(Refused why) : Result<Outcome>(why) {}           // NOLINT
  Decision(Outcome outcome) : Result<Outcome>(std::move(outcome)) {}  // NOLINT
  Decision(Event only) : Result<Outcome>(Outcome{{std::move(only)}, {}}) {}  // NOLINT
};

}  // namespace tributary
