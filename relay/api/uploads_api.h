#pragma once
#include "relay/api/router.h"

namespace tributary::api {

// POST /api/v1/uploads?name=…&conversation=… (or &channel=…): the body is the file, written to disk as it comes; the
// type is told by its content. Answers 201 with the id a reply names it by. What no message took is forgotten after a day.
void add_upload_routes(Router&);
// Where the body of such a request goes, asked before any of it is read: only for somebody who may send.
http::BodyPlan plan_upload(const host::House&, const Gate&, const http::Request& head);
// GET /files/{tenant}/{message}/{index}/{until}/{signature}: for the provider, without a session (outgoing_files.h).
void add_file_links(Router&);

}  // namespace tributary::api
