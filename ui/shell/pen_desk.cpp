// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pen_desk.h"

#include "storage/reads/people_reads.h"
#include "ui/common/words.h"
#include "ui/jobs/background.h"

#include <QTimer>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kLookMs = 1000;
/// Whoever asked earlier has so many looks to take the free pen before the next one does.
constexpr int kPatience = 5;

} // namespace

PenDesk::PenDesk(Session& session, Idle idle, QObject* parent)
    : QObject(parent)
    , session_(session)
    , idle_(std::move(idle))
    , timer_(new QTimer(this))
{
    timer_->setInterval(kLookMs);
    connect(timer_, &QTimer::timeout, this, &PenDesk::look);
    connect(&session_, &Session::penChanged, this, &PenDesk::changed);
    timer_->start();
    look();
}

void PenDesk::look()
{
    if (looking_)
        return;
    looking_ = true;
    inBackground(
        this, [folder = session_.folder().toStdString()] { return lookAtPen(folder); },
        [this](Result<PenView> view) {
            looking_ = false;
            if (view)
                saw(std::move(*view));
        });
}

void PenDesk::saw(PenView view)
{
    const auto nonces = [](const PenView& of) {
        std::vector<std::string> all;
        for (const PenRequest& request : of.requests)
            all.push_back(request.nonce);
        return all;
    };
    const bool other = view.holder.text != view_.holder.text || view.holder.held != view_.holder.held || nonces(view) != nonces(view_);
    view_ = std::move(view);
    if (view_.holder.held)
        line_ = nonces(view_);
    if (other) {
        session_.sawPen(view_.holder);
        learnName();
        Q_EMIT changed();
    }
    served();
}

const PenRequest* PenDesk::request() const
{
    if (!session_.writable())
        return nullptr;
    const auto found = std::find_if(view_.requests.begin(), view_.requests.end(),
        [this](const PenRequest& one) { return kept_.count(one.nonce) == 0; });
    return found == view_.requests.end() ? nullptr : &*found;
}

QString PenDesk::requester() const
{
    const PenRequest* who = request();
    if (who == nullptr)
        return {};
    return who->login == named_ && !name_.isEmpty() ? name_ : plain(who->login);
}

void PenDesk::learnName()
{
    const PenRequest* who = request();
    if (who == nullptr || who->login == named_)
        return;
    named_ = who->login;
    name_.clear();
    session_.read(
        this, [login = who->login](Workspace& workspace) { return personByLogin(workspace.db(), login); },
        [this](Result<Person> person) {
            if (person)
                name_ = plain(person->name);
            Q_EMIT changed();
        });
}

/// What is due without anybody's doing: an idle holder gives, an asker takes or asks the new holder.
void PenDesk::served()
{
    if (moving_)
        return;
    if (session_.writable()) {
        looksWhileFree_ = 0;
        if (!view_.requests.empty() && idle_() >= kIdleMs) {
            news_ = tr("Nobody was here for five minutes and %1 asked, so the pen was given up.").arg(plain(view_.requests.front().login));
            give();
        }
        return;
    }
    if (!asking() || !session_.penMissing())
        return;
    if (view_.holder.held) {
        looksWhileFree_ = 0;
        if (session_.penRequest()->holding != view_.holder.text)
            ask();
        return;
    }
    ++looksWhileFree_;
    const bool first = line_.empty() || line_.front() == session_.penRequest()->nonce;
    if (first || looksWhileFree_ > kPatience)
        take();
}

void PenDesk::give()
{
    if (moving_)
        return;
    moving_ = true;
    session_.movePen(
        this, [](Workspace& workspace) { return workspace.givePen(); },
        [this](Status given) {
            moving_ = false;
            kept_.clear();
            if (!given) {
                news_.clear();
                Q_EMIT said(errorLine(given.error()));
            } else if (news_.isEmpty()) {
                Q_EMIT said(tr("The pen is given up; what you see can still be read."));
            }
            Q_EMIT changed();
            look();
        });
}

void PenDesk::keep()
{
    if (const PenRequest* who = request())
        kept_.insert(who->nonce);
    learnName();
    Q_EMIT changed();
}

void PenDesk::forgetNews()
{
    news_.clear();
    Q_EMIT changed();
}

void PenDesk::ask()
{
    if (moving_ || session_.writable())
        return;
    if (!view_.holder.held) {
        take();
        return;
    }
    moving_ = true;
    session_.movePen(
        this, [](Workspace& workspace) { return workspace.askForPen(); },
        [this](Status asked) {
            moving_ = false;
            news_.clear();
            if (!asked)
                Q_EMIT said(errorLine(asked.error()));
            Q_EMIT changed();
        });
}

void PenDesk::stopAsking()
{
    session_.movePen(
        this,
        [](Workspace& workspace) -> Status {
            workspace.withdrawPenRequest();
            return {};
        },
        [this](const Status&) { Q_EMIT changed(); });
}

void PenDesk::take()
{
    if (moving_)
        return;
    moving_ = true;
    session_.movePen(
        this, [](Workspace& workspace) { return workspace.takePen(); },
        [this](Status taken) {
            moving_ = false;
            looksWhileFree_ = 0;
            if (taken) {
                news_.clear();
                Q_EMIT said(tr("You have the pen."));
            } else if (!taken.error().is(kWorkspaceBusy)) {
                Q_EMIT said(errorLine(taken.error()));
            }
            Q_EMIT changed();
            look();
        });
}

} // namespace oxseal::ui
