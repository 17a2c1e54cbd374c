#pragma once
// Labels on conversations (D31-D34, D79-D82). A deleted tag is archived: it can be put on nothing any more, and
// the conversations that have it keep it (D81).
#include "core/inbox/decision.h"

namespace tributary {

// The tag takes the command's id. Refused: invalid_value (no name, a colour that is none), text_too_long (limit),
// list_full (limit), name_taken (by one that is not archived).
struct CreateTag { std::string name, description; std::uint32_t colour = 0; };
struct TagCreated { TagId tag; std::uint16_t number = 0; std::string name, description; std::uint32_t colour = 0; };

// Name, description and colour as they shall be; refused as above, and unknown_tag.
struct ChangeTag { TagId tag; std::string name, description; std::uint32_t colour = 0; };
struct TagChanged { TagId tag; std::string name, description; std::uint32_t colour = 0; };

struct ArchiveTag { TagId tag; };                 // D81
struct TagArchived { TagId tag; };
struct RestoreTag { TagId tag; };                 // refused: name_taken when another has the name now
struct TagRestored { TagId tag; };

// Refused: unknown_conversation, unknown_tag (also an archived one), too_many_tags. What is so already gives no event.
struct TagConversation { ConversationId conversation; TagId tag; };
struct Tagged { ConversationId conversation; TagId tag; };
struct UntagConversation { ConversationId conversation; TagId tag; };
struct Untagged { ConversationId conversation; TagId tag; };

std::vector<TagId> tags_of(const State&, const Conversation&);  // in order of tagging, archived ones too
bool has_tag(const Conversation&, const Tag&);

Decision decide(const State&, const CreateTag&, const Stamp&);
Decision decide(const State&, const ChangeTag&, const Stamp&);
Decision decide(const State&, const ArchiveTag&, const Stamp&);
Decision decide(const State&, const RestoreTag&, const Stamp&);
Decision decide(const State&, const TagConversation&, const Stamp&);
Decision decide(const State&, const UntagConversation&, const Stamp&);
void apply(State&, const TagCreated&, const Stamp&);
void apply(State&, const TagChanged&, const Stamp&);
void apply(State&, const TagArchived&, const Stamp&);
void apply(State&, const TagRestored&, const Stamp&);
void apply(State&, const Tagged&, const Stamp&);
void apply(State&, const Untagged&, const Stamp&);

}  // namespace tributary
