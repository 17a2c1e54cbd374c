#include "web/app/ui_state.h"

namespace tributary::app {

// Whoever signs in next finds nothing that this person wrote, picked, searched for or could take back.
void UiState::forget_written() {
  drafts.clear();
  composer = ComposerState{};
  files.clear();
  not_sent.clear();
  sent_together.clear();
  dialog.kind = Dialog::none;
  form = FormState{};
  unsent_conversation = FormState{};
  begun_conversation = FormState{};
  contact_edit = ContactEdit{};
  search = SearchState{};
  customers = CustomerSearch{};
  picks = Picks{};
  toasts.clear();
}

}  // namespace tributary::app
