// SPDX-License-Identifier: GPL-3.0-or-later
// oxseal-verify: the verifier alone, without workspace, database or window; for auditors and scripts.
#include "models/core/visible.h"
#include "storage/crypto/self_test.h"
#include "storage/packet/reperform.h"
#include "storage/packet/verify.h"
#include "storage/texts/texts.h"
#include "storage/workspace/workspace.h"

#include <cstdio>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace oxseal;

struct Request
{
    std::string file;
    std::string content;
    std::vector<std::string> trust;
    std::vector<std::string> fingerprints;
    std::vector<std::string> timestampAuthorities;
    bool json = false;
    bool reperform = false;
    bool usage = false;
};

Request readWords(const std::vector<std::string>& words)
{
    Request request;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const bool valued = word == "--trust" || word == "--fingerprint" || word == "--tsa-ca" || word == "--content";
        if (word == "--json") {
            request.json = true;
        } else if (word == "--reperform") {
            request.reperform = true;
        } else if (valued && i + 1 < words.size()) {
            const std::string& value = words[++i];
            if (word == "--trust")
                request.trust.push_back(value);
            else if (word == "--fingerprint")
                request.fingerprints.push_back(value);
            else if (word == "--tsa-ca")
                request.timestampAuthorities.push_back(value);
            else
                request.content = value;
        } else if (word.rfind("--", 0) == 0 || !request.file.empty()) {
            request.usage = true;
        } else {
            request.file = word;
        }
    }
    request.usage = request.usage || request.file.empty();
    return request;
}

int report(const Error& error, bool json)
{
    if (json)
        std::cout << prettyJson(Json().set("error",
                         Json()
                             .set("code", error.id())
                             .set("what", texts::what(error))
                             .set("where", error.place())
                             .set("remedy", texts::remedy(error))))
                  << '\n';
    else
        std::cerr << visible(error.place()) << ": " << visible(texts::what(error)) << ' ' << texts::remedy(error) << '\n';
    return error.kind() == ErrorClass::Input ? 4 : error.kind() == ErrorClass::Usage ? 2 : 70;
}

} // namespace

int main(int argc, char** argv)
{
    const Request request = readWords(std::vector<std::string>(argv + 1, argv + argc));
    if (request.usage) {
        std::cerr << texts::sentence("verify.usage") << '\n';
        return 2;
    }
    // A library whose primitives give wrong answers must not call anything valid.
    if (const auto tested = selfTest(); !tested)
        return report(tested.error(), request.json);
    auto anchors = readAnchors(request.trust, request.fingerprints, request.timestampAuthorities);
    if (!anchors)
        return report(anchors.error(), request.json);
    VerifyOptions options;
    options.anchors = std::move(*anchors);
    options.now = Environment::system().clock.now();
    options.threads = static_cast<int>(std::thread::hardware_concurrency());
    const auto result = verifyFile(request.file, request.content, options);
    if (!result)
        return report(result.error(), request.json);
    Json json = toJson(*result);
    std::string text = describe(*result);
    bool same = true;
    if (request.reperform) {
        const auto again = reperformFile(request.file, options.threads);
        if (!again)
            return report(again.error(), request.json);
        json.set("reperformed", toJson(*again));
        text += "\n" + describe(*again);
        same = again->same();
    }
    std::cout << (request.json ? prettyJson(json) : visible(text)) << '\n';
    return result->verdict == Verdict::Valid && same ? 0 : 1;
}
