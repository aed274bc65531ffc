"""Why: it withdraws before it knows that there will be a retry, so calls that give up use up what others need.
Fails: giving-up-costs-nothing
"""


class RetryBudget:
    def __init__(self, ratio, most):
        self.ratio, self.most, self.level = ratio, most, most

    def deposit(self):
        self.level = min(self.most, self.level + self.ratio)

    def withdraw(self):
        if self.level < 1:
            return False
        self.level -= 1
        return True


class Retrier:
    def __init__(self, budget, retryable, max_attempts, base_s, cap_s, deadline_s, clock, sleep, uniform):
        self.budget, self.retryable, self.max_attempts = budget, retryable, max_attempts
        self.base_s, self.cap_s, self.deadline_s = base_s, cap_s, deadline_s
        self.clock, self.sleep, self.uniform = clock, sleep, uniform

    def call(self, function):
        self.budget.deposit()
        end_s = self.clock() + self.deadline_s
        limit_s = min(self.cap_s, self.base_s)
        tries = 0
        while True:
            try:
                return function()
            except self.retryable as error:
                tries += 1
                if not self.budget.withdraw() or tries >= self.max_attempts:
                    raise
                wait_s = self.uniform(0.0, limit_s)
                after_s = getattr(error, "retry_after_s", None)
                if after_s is not None:
                    wait_s = max(wait_s, after_s)
                if self.clock() + wait_s > end_s:
                    raise
            self.sleep(wait_s)
            limit_s = min(self.cap_s, 2 * limit_s)
