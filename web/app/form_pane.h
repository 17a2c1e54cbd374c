#pragma once
// Dialogs of fields: a tag, a date, a customer record, the preview of a merge, a new conversation. What was typed is kept
// in FormState, through every refusal.
#include <optional>

#include "web/app/frame.h"

namespace tributary::app {

void form_pane(Frame&, Rect page);
// What a field holds now, without the blanks around it.
std::string form_value(const FormState&, int index);
std::string trimmed(std::string_view);
// What the fields hold when the dialog appears.
void first_texts(const State&, const Words&, const DialogState&, FormState&, const std::string& wanted);

// ---- the new conversation
// The recipient in E.164 when what was typed is one, else nothing: what the headers are searched for meanwhile.
std::string sought_recipient(const State&, const FormState&);
struct NewConversation {
  std::vector<const Number*> numbers;                 // ours, to write from; calls have none of their own
  const Number* number = nullptr;                     // the one that was chosen
  std::optional<std::string> to;                      // normalised
  ConversationId known;                               // the conversation it would go on in …
  IdentityId identity;                                // … and who they are there
  bool looked = false;                                // whether there is one has been found out
  bool approved_words_only = false;                   // WhatsApp takes a template alone
  std::vector<const MessageTemplate*> templates;      // those that can be sent so
  const MessageTemplate* message_template = nullptr;  // the one that was chosen
};
NewConversation new_conversation_of(const State&, const Words&, const UiState&, Instant now);
Values values_of(const MessageTemplate&, const FormState&);
FormState form_of(const State&, const StartConversation&);  // the fields as they were when this was asked
std::string local_field(Instant);                           // what a field of day and time holds then

namespace nodes {
NodeId form_field(int index);
NodeId form_button();
}  // namespace nodes
inline constexpr int form_recipient = 0, form_message = 1, form_when = 2, form_values = 10;  // fields of the new conversation
inline constexpr int template_name = 0, template_language = 1, template_labels = 2, template_text = 3;  // of a template; samples from form_values on
enum : int { current_password, new_password, again_password };  // of one's own password; the first only for who has one
inline constexpr int reply_title = 0, reply_shortcut = 1, reply_folder = 2, reply_body = 3;  // of a saved reply, in this order

}  // namespace tributary::app
