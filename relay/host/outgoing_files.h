#pragma once
// Files on their way out (D23-D25): what an upload says goes into the command, whatever its author claimed, and the
// provider gets an address of ours that works for a day without a session (docs/api.md).
#include <string>
#include <string_view>

#include "core/inbox/catalogue.h"
#include "relay/store/keys.h"
#include "relay/store/store.h"

namespace tributary::host {

// Refused: unknown_upload.
std::optional<Refused> complete(const store::TenantStore&, Attachments&);
// Once the reply is accepted: which bytes belong to which file of the message.
void put_files(store::TenantStore&, const Attachments&, MessageId);

// "/files/default/msg_…/0/1790000000000/…": everything in it is signed with a key of the tenant's.
std::string media_link(const store::Keys&, std::string_view tenant, MessageId, std::uint32_t index, Instant until);
// Was this link made here? Constant time. Whether it is still good is for the caller to look at.
bool signed_by_us(const store::Keys&, std::string_view tenant, MessageId, std::uint32_t index, Instant until, std::string_view signature);

}  // namespace tributary::host
