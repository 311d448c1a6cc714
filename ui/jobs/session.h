// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/company_reads.h"
#include "storage/workspace/pen_request.h"
#include "storage/workspace/workspace.h"
#include "ui/jobs/job.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QThread>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace oxseal::ui {

/// The open workspace as the window sees it. A workspace is not for two threads at once: every read and every action runs,
/// one after the other, on the session's own thread; values come back to the thread of the window. Only what is copied here
/// at the opening (actor, folder, period …) may be asked for directly.
class Session final : public QObject
{
    Q_OBJECT

public:
    explicit Session(std::shared_ptr<Workspace> workspace, QObject* parent = nullptr);
    ~Session() override;

    [[nodiscard]] const Actor& actor() const noexcept { return actor_; }
    [[nodiscard]] bool may(Permission permission) const;
    [[nodiscard]] bool writable() const noexcept { return !hindrance_; }
    /// Why nothing can be written, in words; "" when writable.
    [[nodiscard]] QString hindrance() const;
    /// Read-only for no other reason than that somebody else has, or nobody here has taken, the pen.
    [[nodiscard]] bool penMissing() const;
    /// The own request for the pen, while it stands.
    [[nodiscard]] const std::optional<PenRequest>& penRequest() const noexcept { return penRequest_; }
    using PenStep = std::function<Status(Workspace&)>;
    /// Gives up, takes up or asks for the pen, behind everything that is queued; then writable(), actor() and penRequest() tell
    /// how it stands, and pages reload when it has changed hands.
    void movePen(QObject* receiver, PenStep step, std::function<void(Status)> done);
    /// What was seen of the pen from outside, for the words of hindrance().
    void sawPen(const PenHolder& holder);
    [[nodiscard]] const QString& folder() const noexcept { return folder_; }
    [[nodiscard]] const Environment& environment() const noexcept { return environment_; }
    [[nodiscard]] Day today() const;

    /// The period all pages show; nullopt while the workspace has none.
    [[nodiscard]] const std::optional<PeriodRow>& period() const noexcept { return period_; }
    [[nodiscard]] const std::vector<PeriodRow>& periods() const noexcept { return periods_; }
    [[nodiscard]] const std::vector<Entity>& entities() const noexcept { return entities_; }
    [[nodiscard]] const CompanyFacts& company() const noexcept { return company_; }
    /// Code of the entity all pages are narrowed to; "" is the group.
    [[nodiscard]] const QString& entity() const noexcept { return entity_; }
    void choosePeriod(const QString& name);
    void chooseEntity(const QString& code);

    /// `work(Workspace&)` on the session's thread; `done(value)` here, unless `receiver` has gone by then.
    template <class Work, class Done>
    void read(QObject* receiver, Work work, Done done)
    {
        run(receiver, nullptr, std::move(work), std::move(done), false);
    }

    /// As read, with a job in the status strip: `work(Workspace&, const Progress&)`. When the value is a success (Status or
    /// Result) the records have changed and every visible page reloads.
    template <class Work, class Done>
    Job* act(QObject* receiver, const QString& title, Work work, Done done)
    {
        Job* job = startJob(title);
        auto with = [work = std::move(work), job](Workspace& workspace) mutable { return work(workspace, job->progress()); };
        run(receiver, job, std::move(with), std::move(done), true);
        return job;
    }

    /// Long reading with a job in the status strip, e.g. a verification: nothing changes, so no page reloads.
    template <class Work, class Done>
    Job* inspect(QObject* receiver, const QString& title, Work work, Done done)
    {
        Job* job = startJob(title);
        auto with = [work = std::move(work), job](Workspace& workspace) mutable { return work(workspace, job->progress()); };
        run(receiver, job, std::move(with), std::move(done), false);
        return job;
    }

    /// Work beside the workspace, e.g. on a file of somebody else: a job in the strip, on a thread of its own, so that reads go
    /// on meanwhile. `work(const Progress&)`.
    template <class Work, class Done>
    Job* beside(QObject* receiver, const QString& title, Work work, Done done)
    {
        Job* job = startJob(title);
        QPointer<QObject> guard(receiver);
        beside_.start([this, guard, job, work = std::move(work), done = std::move(done)]() mutable {
            using Value = decltype(work(job->progress()));
            auto value = std::make_shared<Value>(work(job->progress()));
            QMetaObject::invokeMethod(
                this,
                [this, guard, job, value, done = std::move(done)]() mutable {
                    endJob(job);
                    if (guard)
                        done(std::move(*value));
                },
                Qt::QueuedConnection);
        });
        return job;
    }

    /// Jobs under way, oldest first.
    [[nodiscard]] const std::vector<Job*>& jobs() const noexcept { return jobs_; }
    /// Asks every job to stop, waits for the queue, writes the closing checkpoint and forgets the keys.
    [[nodiscard]] Status close();
    [[nodiscard]] bool closed() const noexcept { return workspace_ == nullptr; }

Q_SIGNALS:
    void changed(); ///< records changed: pages reload
    void scopeChanged(); ///< another period or entity was chosen, or their lists changed
    void jobsChanged();
    void penChanged(); ///< writable() or hindrance() is another

private:
    template <class Work, class Done>
    void run(QObject* receiver, Job* job, Work work, Done done, bool changes)
    {
        using Value = std::invoke_result_t<Work&, Workspace&>;
        QPointer<QObject> guard(receiver);
        post([this, guard, job, changes, workspace = workspace_, work = std::move(work), done = std::move(done)]() mutable {
            if (workspace == nullptr)
                return;
            auto value = std::make_shared<Value>(work(*workspace));
            workspace.reset();
            QMetaObject::invokeMethod(
                this,
                [this, guard, job, changes, value, done = std::move(done)]() mutable {
                    if (job != nullptr)
                        endJob(job);
                    bool succeeded = true;
                    if constexpr (requires { value->has_value(); })
                        succeeded = value->has_value();
                    if (guard)
                        done(std::move(*value));
                    if (changes && succeeded)
                        refreshScope();
                },
                Qt::QueuedConnection);
        });
    }
    void post(std::function<void()> work);
    Job* startJob(const QString& title);
    void endJob(Job* job);
    void refreshScope();

    struct Scope
    {
        CompanyFacts company;
        std::vector<PeriodRow> periods;
        std::vector<Entity> entities;
    };
    static Scope readScope(Workspace& workspace);
    void takeScope(Scope scope);

    std::shared_ptr<Workspace> workspace_;
    Actor actor_;
    std::optional<Error> hindrance_;
    std::optional<PenRequest> penRequest_;
    QString folder_;
    Environment environment_;
    std::optional<PeriodRow> period_;
    std::vector<PeriodRow> periods_;
    std::vector<Entity> entities_;
    CompanyFacts company_;
    QString entity_;
    std::vector<Job*> jobs_;
    QThread thread_;
    QObject* worker_ = nullptr; ///< lives in thread_
    QThreadPool beside_; ///< waited for before the jobs go
};

} // namespace oxseal::ui
