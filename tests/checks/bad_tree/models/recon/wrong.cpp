#include "models/recon/wrong.h"
#include "../access/flags.h"
#include <botan/hash.h>
const char* sql = "SELECT a FROM b WHERE c";
const char* sentence = "This is a whole sentence in the wrong place.";
inline constexpr ErrorCode kNothing{"recon.no_text", 0};
