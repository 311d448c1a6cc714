// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/certificate_view.h"
#include "storage/signing/der.h"

#include <cstdlib>

namespace {

/// What was read as DER is the only encoding of its elements.
void walk(std::string_view content, int depth)
{
    using namespace oxseal;
    const auto elements = der::elements(content);
    if (!elements || depth > 40)
        return;
    std::string again;
    for (const auto& element : *elements) {
        again += der::tlv(element.tag, element.content);
        if ((element.tag & 0x20U) != 0)
            walk(element.content, depth + 1);
    }
    if (again != content)
        std::abort();
}

} // namespace

/// Certificates as --trust takes them: PEM blocks or one DER.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const std::string_view bytes = asText({data, size});
    walk(bytes, 0);
    const auto found = certificatesFromFile(bytes);
    for (const auto& der : found) {
        walk(der, 0);
        const auto view = viewCertificate(der);
        if (view && view->der != der)
            std::abort();
        if (view)
            (void)checkSignature(*view, DigestAlgorithm::Sha256, "message", bytes);
    }
    if (!found.empty())
        (void)pathLeadsTo(found.front(), found, found, Instant{});
    return 0;
}
