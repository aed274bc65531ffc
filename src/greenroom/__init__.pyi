from greenroom.api import judge as judge
from greenroom.errors import GreenroomError as GreenroomError
from greenroom.errors import InputError as InputError
from greenroom.errors import UserError as UserError
from greenroom.model.judgement import Asked as Asked
from greenroom.model.judgement import CriterionScore as CriterionScore
from greenroom.model.judgement import Judge as Judge
from greenroom.model.judgement import Judgement as Judgement
from greenroom.model.judgement import Label as Label
from greenroom.model.judgement import Quote as Quote
from greenroom.model.judgement import Rubric as Rubric
from greenroom.model.judgement import Standard as Standard

__version__: str
