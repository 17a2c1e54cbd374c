#pragma once
// A contact as one person: names, addresses, attributes, the customer record, merges (C12, D48-D51).
#include "relay/api/router.h"

namespace tributary::api {

void add_contact_routes(Router&);

}  // namespace tributary::api
